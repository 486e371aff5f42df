package org.sanad.api.platform.files;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads from a photograph's Exif block how it was held: phones save it lying and note that it stands. Nothing else of Exif is looked at. */
final class Orientation {

    private static final int UPRIGHT = 1;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private Orientation() {}

    /** The Exif orientation of a JPEG file, 1 to 8; 1 where it says nothing or says it badly. */
    static int of(Path jpeg) throws IOException {
        try (var in = new DataInputStream(Files.newInputStream(jpeg))) {
            if (in.readUnsignedShort() != 0xFFD8) {
                return UPRIGHT;
            }
            // Exif stands in the first segments; photographs have a handful before the pixels begin
            for (int segments = 0; segments < 20; segments++) {
                int marker = in.readUnsignedShort();
                if (marker < 0xFFC0 || marker == 0xFFDA) {
                    return UPRIGHT;
                }
                var segment = new byte[Math.max(0, in.readUnsignedShort() - 2)];
                in.readFully(segment);
                if (marker == 0xFFE1 && Arrays.equals(EXIF, Arrays.copyOf(segment, EXIF.length))) {
                    return inTiff(ByteBuffer.wrap(segment, EXIF.length, Math.max(0, segment.length - EXIF.length))
                            .slice());
                }
            }
            return UPRIGHT;
        } catch (EOFException | BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException cut) {
            return UPRIGHT;
        }
    }

    private static int inTiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * 12;
            if (tiff.getShort(entry) == 0x0112) {
                int turn = tiff.getShort(entry + 8);
                return turn >= 1 && turn <= 8 ? turn : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
