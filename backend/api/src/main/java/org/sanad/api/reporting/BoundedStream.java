package org.sanad.api.reporting;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts bytes as they pass and stops at the bound, so that neither a false length nor a stretch of text or attribute without an end
 * can fill the memory.
 */
final class BoundedStream extends FilterInputStream {

    private final long limit;
    private final int longestStretch;
    private long count;
    private int stretch;
    private @Nullable String excess;

    BoundedStream(InputStream in, long limit, int longestStretch) {
        super(in);
        this.limit = limit;
        this.longestStretch = longestStretch;
    }

    long count() {
        return count;
    }

    /** Why the stream was stopped; null while it was not. */
    @Nullable
    String excess() {
        return excess;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            count += read;
            measure(buffer, offset, read);
            if (count > limit) {
                excess = "The file is larger than %d MB.".formatted(limit / (1024 * 1024));
            }
            if (excess != null) {
                throw new IOException(excess);
            }
        }
        return read;
    }

    @Override
    public long skip(long bytes) {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void measure(byte[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            stretch = buffer[i] == '<' ? 0 : stretch + 1;
            if (stretch > longestStretch) {
                excess = "A single text or attribute is longer than %d MB.".formatted(longestStretch / (1024 * 1024));
                return;
            }
        }
    }
}
