package org.breakroom.activity;

import java.util.Collection;
import java.util.UUID;
import org.breakroom.member.MergeListener;
import org.springframework.stereotype.Component;

/** When two records become one, what the ledger comes to is worked out afresh for both. */
@Component
class MergedLedger implements MergeListener {
    private final Summaries summaries;

    MergedLedger(Summaries summaries) {
        this.summaries = summaries;
    }

    @Override
    public void merged(int local, Collection<UUID> members) {
        summaries.refresh(local, members);
    }
}
