package org.sanad.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that speaks as much SMTP as a sender needs. */
final class MailServer implements AutoCloseable {

    final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    /** How many recipients it still turns away. */
    final AtomicInteger refusals = new AtomicInteger();

    private final ServerSocket socket;

    MailServer() throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                serve(client);
            } catch (IOException closed) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private void serve(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        var out = new OutputStreamWriter(client.getOutputStream(), UTF_8);
        say(out, "220 test");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("RCPT") && refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                say(out, "451 later");
            } else if (line.equals("DATA")) {
                say(out, "354 go on");
                var message = new StringBuilder();
                for (var text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                    message.append(text).append('\n');
                }
                received.add(message.toString());
                say(out, "250 taken");
            } else if (line.equals("QUIT")) {
                say(out, "221 bye");
                return;
            } else {
                say(out, "250 ok");
            }
        }
    }

    private static void say(OutputStreamWriter out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }
}
