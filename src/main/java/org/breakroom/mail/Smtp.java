package org.breakroom.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import java.util.Set;
import org.breakroom.database.CannotStart;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** Hands mail to a server over SMTP, each letter over a connection of its own. */
final class Smtp implements Carrier {
    /** How long an answer is waited for. Who gives up early leaves letters of which nobody knows whether they were taken. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Refusals of our grammar, our host or our password: the operator's to settle, and letters wait for that. */
    private static final Set<Integer> OURS = Set.of(500, 502, 503, 504, 521, 530, 534, 535, 538);

    private final URI server;
    private final InternetAddress from;
    private final Session session;

    Smtp(String url, String from, Duration patience) {
        server = URI.create(url);
        var scheme = server.getScheme();
        if (server.getHost() == null || scheme == null || !scheme.matches("smtps?")) {
            throw new CannotStart("BREAKROOM_MAIL_URL is not an address: write smtp://user:password@host:port.");
        }
        try {
            this.from = new InternetAddress(from, true);
        } catch (AddressException e) {
            throw new CannotStart("BREAKROOM_MAIL_FROM is not a mail address: write breakroom@example.org.", e);
        }
        var settings = new Properties();
        var prefix = "mail." + scheme + ".";
        settings.setProperty(prefix + "connectiontimeout", String.valueOf(CONNECT.toMillis()));
        settings.setProperty(prefix + "timeout", String.valueOf(patience.toMillis()));
        settings.setProperty(prefix + "writetimeout", String.valueOf(patience.toMillis()));
        settings.setProperty(prefix + "quitwait", "false"); // by then everything is known
        if (user() != null) {
            settings.setProperty(prefix + "auth", "true");
            settings.setProperty(prefix + "starttls.enable", "true");
        }
        session = Session.getInstance(settings);
    }

    private @Nullable String user() {
        var info = server.getUserInfo();
        return info == null || !info.contains(":") ? null : info.substring(0, info.indexOf(':'));
    }

    private @Nullable String password() {
        return user() == null
                ? null
                : server.getUserInfo().substring(server.getUserInfo().indexOf(':') + 1);
    }

    @Override
    public Outcome carry(Letters.Letter letter) {
        MimeMessage message;
        try {
            message = message(letter);
        } catch (MessagingException e) {
            return new Refused("not a mail address");
        }
        var line = new Line(session, server.getScheme());
        try {
            line.connect(server.getHost(), server.getPort(), user(), password());
            line.sendMessage(message, message.getAllRecipients());
            return new Taken();
        } catch (MessagingException | RuntimeException e) {
            return line.outcome(e);
        } finally {
            hangUp(line);
        }
    }

    /** The same to the letter at every attempt, so that whoever gets it twice can tell. */
    private MimeMessage message(Letters.Letter letter) throws MessagingException {
        // the library sends the lower half of every other character: to someone else, perhaps
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(letter.to())) {
            throw new AddressException("not in ASCII");
        }
        var message = new MimeMessage(session);
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, new Address[] {new InternetAddress(letter.to(), true)});
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setText(letter.body(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(letter.writtenAt()));
        message.saveChanges();
        var address = from.getAddress();
        message.setHeader("Message-ID", "<" + letter.id() + address.substring(address.lastIndexOf('@')) + ">");
        return message;
    }

    private static void hangUp(Line line) {
        try {
            line.close();
        } catch (MessagingException e) {
            // what became of the letter is known by now, and stays so
        }
    }

    /** The library's conversation with a server, overheard: how far it came, and what the server said to it. */
    private static final class Line extends SMTPTransport {
        private boolean named;
        private boolean ended;
        private boolean answered;
        private int code;
        private String words = "";

        Line(Session session, String scheme) {
            super(session, null, scheme, scheme.equals("smtps"));
        }

        @Override
        protected void rcptTo() throws MessagingException {
            named = true;
            answered = false;
            super.rcptTo();
        }

        /** From here on the server may take the letter. */
        @Override
        protected void finishData() throws IOException, MessagingException {
            ended = true;
            answered = false;
            super.finishData();
        }

        /** Keeps the first answer that decides a step; the library goes on talking after a refusal. */
        @Override
        protected int readServerResponse() throws MessagingException {
            int said = super.readServerResponse();
            if (!answered && (ended || said >= 400)) {
                answered = true;
                code = said;
                words = getLastServerResponse().strip().replaceAll("\\s+", " ");
            }
            return said;
        }

        /** What an attempt that failed comes to. Once the recipient is named, a refusal is of her or of the letter. */
        Outcome outcome(Exception e) {
            if (answered && code >= 400 && code < 600) {
                return named && code >= 500 && !OURS.contains(code) ? new Refused(words) : new Again("answer " + code);
            }
            if (answered && code / 100 == 2) {
                return new Taken();
            }
            var cause = e.getCause() == null ? e : e.getCause();
            var why = answered ? "no answer to make sense of" : cause.getClass().getSimpleName();
            return ended ? new Unsure(why) : new Again(why);
        }
    }
}
