package org.breakroom.activity;

import org.springframework.stereotype.Component;

/** Works out the summaries of a local whose ledger came by COPY; for made data, inside the wall's widest view. */
@Component
public class LedgerRebuild {
    private final Summaries summaries;

    LedgerRebuild(Summaries summaries) {
        this.summaries = summaries;
    }

    public void of(int local) {
        summaries.rebuild(local);
    }
}
