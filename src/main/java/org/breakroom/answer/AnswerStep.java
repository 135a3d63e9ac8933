package org.breakroom.answer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.Noted;
import org.breakroom.access.Viewer;
import org.breakroom.ui.Asked;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.breakroom.ui.RequestStep;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * One transaction around each handler: begun when the door is open, ended before the page is rendered, so that nobody
 * is told of a write that is not kept. Reads are read-only. A write carries a key (the form's {@code _key} or the header
 * {@code Idempotency-Key}): accepted once under it, it answers the same forever after; refused, it leaves no trace and
 * its key free.
 */
@Component
class AnswerStep implements RequestStep, HandlerExceptionResolver {
    private static final Logger log = LoggerFactory.getLogger(AnswerStep.class);
    private static final String TRANSACTION = AnswerStep.class.getName();
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int REFUSED_FROM = 400;

    private final PlatformTransactionManager transactions;
    private final Answers answers;
    private final Messages messages;

    AnswerStep(PlatformTransactionManager transactions, Answers answers, Messages messages) {
        this.transactions = transactions;
        this.answers = answers;
        this.messages = messages;
    }

    /** After the doors and the passkey, and before the resolvers of errors, which are asked from 0 on upwards. */
    @Override
    public int getOrder() {
        return -1;
    }

    private record Open(TransactionStatus status, @Nullable UUID key, Viewer viewer) {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        var viewer = Viewer.current().orElse(null);
        if (viewer == null
                || !(handler instanceof HandlerMethod method)
                || method.hasMethodAnnotation(OwnTransaction.class)
                || request.getAttribute(TRANSACTION) != null) {
            return true;
        }
        boolean reads = READS.contains(request.getMethod());
        var key = reads ? null : key(request);
        var definition = new DefaultTransactionDefinition();
        definition.setReadOnly(reads && !method.hasMethodAnnotation(Noted.class));
        var open = new Open(transactions.getTransaction(definition), key, viewer);
        request.setAttribute(TRANSACTION, open);
        // a step that stops here is not told of the request's end, so it ends what it began
        boolean goesOn = false;
        try {
            goesOn = key == null || proceed(request, response, viewer, key, method.hasMethodAnnotation(Unlinked.class));
            return goesOn;
        } finally {
            if (!goesOn) {
                rollBack(request);
            }
        }
    }

    private UUID key(HttpServletRequest request) {
        return Asked.key(request).orElseThrow(() -> refuse("answer.keyMissing"));
    }

    /** Whether the write is new; a repeated one is answered here. */
    private boolean proceed(
            HttpServletRequest request, HttpServletResponse response, Viewer viewer, UUID key, boolean unlinked)
            throws IOException {
        var hash = unlinked ? BodyHash.unlinked(request, viewer.account() + " " + key + " ") : BodyHash.of(request);
        return switch (answers.begin(viewer.account(), key, hash)) {
            case Answers.New n -> true;
            case Answers.InFlight f -> throw new Refused(HttpStatus.CONFLICT, messages.here("answer.inFlight"));
            case Answers.OtherBody o -> throw refuse("answer.otherBody");
            case Answers.Given(int status, @Nullable String location) -> {
                response.setStatus(status);
                if (location != null) {
                    response.setHeader("Location", location);
                }
                yield false;
            }
        };
    }

    private Refused refuse(String message) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, messages.here(message));
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView view) {
        if (!(request.getAttribute(TRANSACTION) instanceof Open open)
                || open.status().isCompleted()) {
            return;
        }
        if (view != null && view.getViewName() != null && view.getViewName().startsWith("forward:")) {
            return; // the handler behind the forward goes on in the same transaction
        }
        if (response.getStatus() >= REFUSED_FROM) {
            rollBack(request);
            return;
        }
        if (open.key() != null) {
            answers.end(open.viewer().account(), open.key(), HttpStatus.SEE_OTHER.value(), location(view));
        }
        transactions.commit(open.status());
    }

    /** Where the handler sends the person; every accepted write redirects. */
    private static String location(@Nullable ModelAndView view) {
        var name = view == null ? null : view.getViewName();
        if (name == null || !name.startsWith("redirect:")) {
            throw new IllegalStateException("an accepted write answers with a redirect");
        }
        return name.substring("redirect:".length());
    }

    /** A handler that threw leaves nothing; its transaction ends before the page about it is rendered. */
    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception e) {
        rollBack(request);
        return null;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception e) {
        rollBack(request);
    }

    private void rollBack(HttpServletRequest request) {
        if (request.getAttribute(TRANSACTION) instanceof Open open
                && !open.status().isCompleted()) {
            try {
                transactions.rollback(open.status());
            } catch (TransactionSystemException e) {
                // the connection is gone, and with it what was to be undone: what went wrong first is what to tell
                log.debug("nothing left to roll back", e);
            }
        }
    }
}
