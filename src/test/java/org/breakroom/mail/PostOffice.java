package org.breakroom.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A mail server on a socket, with manners that no library's server has. It knows what it took, whatever it answered. */
final class PostOffice implements AutoCloseable {
    /** How long the slow manners think: longer than the patience that tests give a carrier. */
    static final long SLOW_MS = 1500;

    enum Manner {
        /** As it should be. */
        KIND,
        /** Takes the letter, and answers when nobody listens any more. */
        TAKES_AND_IS_SLOW,
        /** Takes the letter and hangs up without an answer. */
        TAKES_AND_HANGS_UP,
        /** Takes the letter and answers what no one understands. */
        TAKES_AND_MUMBLES,
        /** Takes the letter, begins an answer of several lines and hangs up. */
        TAKES_AND_BREAKS_OFF,
        /** Takes the letter, and says so twice; every other answer comes twice too. */
        TAKES_AND_REPEATS,
        /** Takes the letter and never says a word again. */
        TAKES_AND_FALLS_SILENT,
        /** Hangs up instead of a greeting. */
        HANGS_UP_AT_ONCE,
        /** Accepts the connection and says nothing. */
        SAYS_NOTHING,
        /** Greets with 421. */
        CLOSED_TODAY,
        /** Answers the sender with 550: refuses us, not the recipient. */
        DOES_NOT_KNOW_US,
        /** Answers the recipient with 450. */
        BUSY_FOR_HER,
        /** Answers the recipient with 550. */
        DOES_NOT_KNOW_HER,
        /** Answers the command DATA with 451. */
        BUSY_FOR_DATA,
        /** Hangs up in the middle of the letter. */
        HANGS_UP_INSIDE,
        /** Reads the letter and answers 451. */
        BUSY_AT_THE_END,
        /** Reads the letter, answers 421 and hangs up at once. */
        CLOSES_AT_THE_END,
        /** Reads the letter and answers 554. */
        DOES_NOT_WANT_IT;

        /** Whether the letter is taken although no answer says so. */
        boolean takesInSilence() {
            return name().startsWith("TAKES") && this != TAKES_AND_REPEATS;
        }
    }

    private final ServerSocket door;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> letters = new CopyOnWriteArrayList<>();
    private final Supplier<Manner> manner;
    private volatile int calls;

    PostOffice(int port, Supplier<Manner> manner) {
        this.manner = manner;
        try {
            door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::open);
    }

    String url() {
        return "smtp://127.0.0.1:" + door.getLocalPort();
    }

    /** The Message-ID of each letter that is now the server's to deliver. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    /** The same letters, whole. */
    List<String> letters() {
        return List.copyOf(letters);
    }

    int calls() {
        return calls;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                var caller = door.accept();
                calls++;
                var how = manner.get();
                Thread.ofVirtual().start(() -> serve(caller, how));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket caller, Manner how) {
        try (caller) {
            talk(
                    new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1)),
                    caller.getOutputStream(),
                    how);
        } catch (IOException e) {
            // the caller hung up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void talk(BufferedReader in, OutputStream out, Manner how) throws IOException, InterruptedException {
        switch (how) {
            case HANGS_UP_AT_ONCE -> {
                return;
            }
            case SAYS_NOTHING -> {
                in.readLine();
                return;
            }
            case CLOSED_TODAY -> {
                say(out, how, "421 closed today");
                return;
            }
            default -> say(out, how, "220 here");
        }
        String line;
        while ((line = in.readLine()) != null) {
            var verb = line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
            switch (verb) {
                case "EHLO", "HELO", "RSET", "NOOP" -> say(out, how, "250 yes");
                case "MAIL" -> say(out, how, how == Manner.DOES_NOT_KNOW_US ? "550 5.7.1 who are you" : "250 yes");
                case "RCPT" ->
                    say(
                            out,
                            how,
                            switch (how) {
                                case BUSY_FOR_HER -> "450 4.2.1 later";
                                case DOES_NOT_KNOW_HER -> "550 5.1.1 no such person";
                                default -> "250 yes";
                            });
                case "DATA" -> {
                    if (how == Manner.BUSY_FOR_DATA) {
                        say(out, how, "451 4.3.0 later");
                    } else {
                        say(out, how, "354 go on");
                        if (!read(in, out, how)) {
                            return;
                        }
                    }
                }
                case "QUIT" -> {
                    say(out, how, "221 bye");
                    return;
                }
                default -> say(out, how, "500 what");
            }
        }
    }

    /** Reads a letter to its end; false when the line is to be cut. */
    private boolean read(BufferedReader in, OutputStream out, Manner how) throws IOException, InterruptedException {
        var text = new StringBuilder();
        String line;
        while ((line = in.readLine()) != null && !line.equals(".")) {
            if (how == Manner.HANGS_UP_INSIDE) {
                return false;
            }
            text.append(line).append('\n');
        }
        if (line == null) {
            return false;
        }
        switch (how) {
            case BUSY_AT_THE_END -> say(out, how, "451 4.3.0 later");
            case DOES_NOT_WANT_IT -> say(out, how, "554 5.7.1 not\tthis one");
            case CLOSES_AT_THE_END -> {
                say(out, how, "421 closing");
                return false;
            }
            default -> {
                take(text.toString());
                return answer(in, out, how);
            }
        }
        return true;
    }

    private void take(String text) {
        letters.add(text);
        taken.add(text.lines()
                .filter(l -> l.startsWith("Message-ID:"))
                .map(l -> l.substring("Message-ID:".length()).strip())
                .findFirst()
                .orElse("none"));
    }

    private static boolean answer(BufferedReader in, OutputStream out, Manner how)
            throws IOException, InterruptedException {
        switch (how) {
            case TAKES_AND_HANGS_UP -> {
                return false;
            }
            case TAKES_AND_MUMBLES -> say(out, how, "fine, thanks");
            case TAKES_AND_BREAKS_OFF -> {
                say(out, how, "250-yes, and");
                return false;
            }
            case TAKES_AND_FALLS_SILENT -> {
                while (in.readLine() != null) {
                    continue;
                }
                return false;
            }
            case TAKES_AND_IS_SLOW -> {
                Thread.sleep(SLOW_MS);
                say(out, how, "250 taken");
            }
            default -> say(out, how, "250 taken");
        }
        return true;
    }

    private static void say(OutputStream out, Manner how, String what) throws IOException {
        var line = what + "\r\n";
        out.write((how == Manner.TAKES_AND_REPEATS ? line + line : line).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
