package org.breakroom.federation;

import static org.breakroom.db.Tables.DIVISION;
import static org.breakroom.db.Tables.LOCAL;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.max;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.breakroom.ui.LocalDirectory;
import org.breakroom.ui.LocalLine;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The federation's locals: a short list that hardly changes, read again when something asked for is not in it. */
@Component
public class Locals implements LocalDirectory {
    private final DSLContext sql;
    private volatile Map<Integer, Local> byId = Map.of();

    Locals(DSLContext sql) {
        this.sql = sql;
    }

    /** A part of the federation's work: preK-12, higher education, public employees, retirees. */
    public record Division(int id, String name) {}

    public Optional<Local> findByNumber(int number) {
        return byId.values().stream()
                .filter(l -> l.number() == number)
                .findFirst()
                .or(() -> reload().values().stream()
                        .filter(l -> l.number() == number)
                        .findFirst());
    }

    public Local require(int id) {
        var known = byId.get(id);
        var local = known != null ? known : reload().get(id);
        if (local == null) {
            throw new IllegalArgumentException("no local with id " + id);
        }
        return local;
    }

    public List<Local> list() {
        return List.copyOf(reload().values());
    }

    /** What each local is called. */
    public Map<Integer, String> names() {
        return list().stream().collect(Collectors.toMap(Local::id, Local::name));
    }

    public List<Division> divisions() {
        return sql.select(DIVISION.ID, DIVISION.NAME)
                .from(DIVISION)
                .orderBy(DIVISION.ID)
                .fetch(r -> new Division(r.value1(), r.value2()));
    }

    /** Opens a local, its division too when that is new; its id is the next one and never given again. */
    public Local open(int number, String name, String division) {
        var divisionId = sql.select(DIVISION.ID)
                .from(DIVISION)
                .where(DIVISION.NAME.eq(division))
                .fetchOptional(DIVISION.ID)
                .orElseGet(() -> sql.insertInto(DIVISION)
                        .set(
                                DIVISION.ID,
                                sql.select(coalesce(max(DIVISION.ID), 0).plus(1))
                                        .from(DIVISION))
                        .set(DIVISION.NAME, division)
                        .returningResult(DIVISION.ID)
                        .fetchSingle(DIVISION.ID));
        sql.insertInto(LOCAL)
                .set(LOCAL.ID, sql.select(coalesce(max(LOCAL.ID), 0).plus(1)).from(LOCAL))
                .set(LOCAL.NUMBER, number)
                .set(LOCAL.NAME, name)
                .set(LOCAL.DIVISION_ID, divisionId)
                .set(LOCAL.JURISDICTION, "")
                .execute();
        // what is read in this transaction is forgotten when it is rolled back
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    if (status != STATUS_COMMITTED) {
                        byId = Map.of();
                    }
                }
            });
        }
        return findByNumber(number).orElseThrow();
    }

    @Override
    public LocalLine line(int local) {
        var found = require(local);
        return new LocalLine(found.number(), found.name());
    }

    private Map<Integer, Local> reload() {
        var fresh = new LinkedHashMap<Integer, Local>();
        sql.select(LOCAL.ID, LOCAL.NUMBER, LOCAL.NAME, LOCAL.DIVISION_ID)
                .from(LOCAL)
                .orderBy(LOCAL.NUMBER)
                .forEach(r -> fresh.put(r.value1(), new Local(r.value1(), r.value2(), r.value3(), r.value4())));
        byId = fresh;
        return fresh;
    }
}
