package org.breakroom.roster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.breakroom.federation.Local;
import org.breakroom.matching.OnFile;
import org.breakroom.matching.PersonColumn;
import org.breakroom.member.Files;
import org.jspecify.annotations.Nullable;

/** What is on file about a local's people while a list is planned against it. */
record OnRoster(
        Map<UUID, Files.Person> people,
        Map<UUID, Files.Job> jobs,
        Map<UUID, Set<String>> contacts,
        Map<UUID, Set<String>> confirmed,
        Map<UUID, Map<PersonColumn, String>> said) {

    static OnRoster read(Files files, Local local, @Nullable UUID employer) {
        var people = new HashMap<UUID, Files.Person>();
        files.people(local.id()).forEach(p -> people.put(p.id(), p));
        var jobs = new HashMap<UUID, Files.Job>();
        if (employer != null) {
            files.jobs(local.id(), employer).forEach(j -> jobs.put(j.member(), j));
        }
        var contacts = new HashMap<UUID, Set<String>>();
        var confirmed = new HashMap<UUID, Set<String>>();
        files.contacts(local.id()).forEach(c -> {
            contacts.computeIfAbsent(c.member(), m -> new HashSet<>()).add(c.kind() + " " + c.value());
            if (c.confirmed()) {
                confirmed.computeIfAbsent(c.member(), m -> new HashSet<>()).add(c.kind());
            }
        });
        return new OnRoster(people, jobs, contacts, confirmed, files.said(local.id()));
    }

    List<OnFile> forMatching() {
        var list = new ArrayList<OnFile>();
        people.values().forEach(p -> {
            var job = jobs.get(p.id());
            list.add(new OnFile(
                    p.id(), p.name(), job == null ? null : job.number(), said.getOrDefault(p.id(), Map.of())));
        });
        return list;
    }

    /**
     * Whether someone of the same name is probably not her: this employer has no job of hers on file, and the mail
     * address and phone of the list, as far as it gives them, are others than those on file.
     */
    boolean likelyAnother(UUID member, RowReader.Facts facts) {
        return !jobs.containsKey(member)
                && (contradicts(member, "EMAIL", facts.email()) || contradicts(member, "PHONE", facts.phone()))
                && !agrees(member, "EMAIL", facts.email())
                && !agrees(member, "PHONE", facts.phone());
    }

    private boolean agrees(UUID member, String kind, @Nullable String value) {
        return value != null && has(member, kind, value);
    }

    private boolean contradicts(UUID member, String kind, @Nullable String value) {
        return value != null
                && !has(member, kind, value)
                && contacts.getOrDefault(member, Set.of()).stream().anyMatch(c -> c.startsWith(kind + " "));
    }

    /** Whether a list has another phone, mail or address than the one that the member or a rep gave. */
    boolean overwrites(UUID member, RowReader.Facts facts) {
        return confirmedOther(member, "PHONE", facts.phone())
                || confirmedOther(member, "EMAIL", facts.email())
                || confirmedOther(member, "ADDRESS", facts.address());
    }

    private boolean confirmedOther(UUID member, String kind, @Nullable String value) {
        return value != null
                && !has(member, kind, value)
                && confirmed.getOrDefault(member, Set.of()).contains(kind);
    }

    boolean has(UUID member, String kind, String value) {
        return contacts.getOrDefault(member, Set.of()).contains(kind + " " + value);
    }

    static boolean differs(@Nullable Object listed, @Nullable Object onFile) {
        return listed != null && !listed.equals(onFile);
    }
}
