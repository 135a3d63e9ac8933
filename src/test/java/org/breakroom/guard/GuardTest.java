package org.breakroom.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakroom.card.Pen;
import org.breakroom.cast.Home;
import org.breakroom.ui.OutageMet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mock.web.MockHttpServletRequest;

/** What the guard makes of forms, and of one that comes again because the database went away. */
class GuardTest extends Home {
    @Autowired
    Guard guard;

    @Autowired
    ApplicationEventPublisher events;

    private static MockHttpServletRequest form(Guard.Ticket ticket) throws Exception {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("127.45.0.1");
        request.setParameter(Guard.OPENED, ticket.opened());
        request.setParameter(Guard.WORK, Pen.work(ticket.challenge()));
        return request;
    }

    @Test
    void a_proof_is_shown_once_and_again_only_after_an_outage() throws Exception {
        var ticket = guard.ticket("petition");
        assertThat(guard.look(form(ticket), "petition")).as("at once").isEqualTo(Guard.Verdict.PROGRAM);
        Thread.sleep(1600);
        var sent = form(ticket);
        assertThat(guard.look(form(ticket), "another")).as("of another form").isEqualTo(Guard.Verdict.PROGRAM);
        assertThat(guard.look(sent, "petition")).isEqualTo(Guard.Verdict.PERSON);
        var again = form(ticket);
        assertThat(guard.look(again, "petition")).isEqualTo(Guard.Verdict.STALE);
        events.publishEvent(new OutageMet(again));
        assertThat(guard.look(form(ticket), "petition"))
                .as("what was refused gives nothing back")
                .isEqualTo(Guard.Verdict.STALE);
        events.publishEvent(new OutageMet(sent));
        assertThat(guard.look(form(ticket), "petition"))
                .as("nothing was kept of what met an outage")
                .isEqualTo(Guard.Verdict.PERSON);
        assertThat(guard.look(form(ticket), "petition")).isEqualTo(Guard.Verdict.STALE);
    }

    @Test
    void a_page_without_work_is_sent_once_too_and_two_pages_are_never_the_same() throws Exception {
        var ticket = guard.ticket("petition");
        assertThat(guard.ticket("petition").opened()).isNotEqualTo(ticket.opened());
        Thread.sleep(1600);
        assertThat(guard.look(bare(ticket.opened()), "petition")).isEqualTo(Guard.Verdict.PERSON);
        assertThat(guard.look(bare(ticket.opened()), "petition")).isEqualTo(Guard.Verdict.STALE);
        assertThat(Guard.worked(bare(ticket.opened()))).isFalse();
        for (var forged : new String[] {"", ".", "1.a", "x.y.z", ticket.opened() + "0", "9" + ticket.opened()}) {
            assertThat(guard.look(bare(forged), "petition")).as(forged).isEqualTo(Guard.Verdict.PROGRAM);
        }
    }

    private static MockHttpServletRequest bare(String opened) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("127.45.0.2");
        request.setParameter(Guard.OPENED, opened);
        return request;
    }
}
