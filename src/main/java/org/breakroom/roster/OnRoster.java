package org.breakroom.roster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.breakroom.federation.Employers;
import org.breakroom.federation.Local;
import org.breakroom.matching.OnFile;
import org.breakroom.matching.PersonColumn;
import org.breakroom.member.Files;
import org.jspecify.annotations.Nullable;

/** What is on file about a local's people while a list is planned against it. */
record OnRoster(
        Map<UUID, Files.Person> people,
        Map<UUID, Files.Job> jobs,
        Map<UUID, String> areas,
        Map<UUID, List<Files.Contact>> contacts,
        Map<UUID, Map<PersonColumn, String>> said) {

    static OnRoster read(Files files, Employers employers, Local local, @Nullable UUID employer) {
        var people = new HashMap<UUID, Files.Person>();
        files.people(local.id()).forEach(p -> people.put(p.id(), p));
        var jobs = new HashMap<UUID, Files.Job>();
        if (employer != null) {
            files.jobs(local.id(), employer).forEach(j -> jobs.put(j.member(), j));
        }
        var contacts = files.contacts(local.id());
        return new OnRoster(people, jobs, employers.areas(local), contacts, files.said(local.id(), contacts));
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
                && of(member).anyMatch(c -> c.kind().equals(kind));
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
                && of(member).anyMatch(c -> c.confirmed() && c.kind().equals(kind));
    }

    boolean has(UUID member, String kind, String value) {
        return of(member).anyMatch(c -> c.kind().equals(kind) && c.value().equals(value));
    }

    private Stream<Files.Contact> of(UUID member) {
        return contacts.getOrDefault(member, List.of()).stream();
    }

    static boolean differs(@Nullable Object listed, @Nullable Object onFile) {
        return listed != null && !listed.equals(onFile);
    }
}
