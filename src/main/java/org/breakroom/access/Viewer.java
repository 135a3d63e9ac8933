package org.breakroom.access;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who looks, with the roles in force today. Everything is fetched through a viewer; what she may not see does not exist
 * for her.
 *
 * @param granted locals that let this staff member see names today
 * @param name as it is written beside what she records
 */
public record Viewer(UUID account, String name, String email, List<Seat> seats, Set<Integer> granted, boolean shell) {
    private static final ScopedValue<Viewer> CURRENT = ScopedValue.newInstance();

    public Viewer {
        seats = List.copyOf(seats);
        granted = Set.copyOf(granted);
    }

    /** The viewer of this request or job. */
    public static Optional<Viewer> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Runs work as this viewer: the transactions begun in it see what she may see. */
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /** An officer of one local who works from the shell. */
    public static Viewer shell(int local) {
        return new Viewer(
                new UUID(0, 0), "shell", "", List.of(new Seat(Role.OFFICER, local, null, null)), Set.of(), true);
    }

    /** Someone who holds an invitation of one local and no account yet: reads that invitation, under its token. */
    public static Viewer invited(int local) {
        return new Viewer(
                new UUID(0, 0), "invitation", "", List.of(new Seat(Role.MEMBER, local, null, null)), Set.of(), false);
    }

    /** Someone in whose name a fact of one local is recorded that she noted while she might: she sees nobody by name. */
    public static Viewer recorder(UUID account, String name, int local) {
        return new Viewer(account, name, "", List.of(new Seat(Role.MEMBER, local, null, null)), Set.of(), false);
    }

    /** A viewer who may see counts everywhere and no one: for figures printed from the shell. */
    public static Viewer ofCounts() {
        return new Viewer(new UUID(0, 0), "shell", "", List.of(new Seat(Role.STAFF, null, null, null)), Set.of(), true);
    }

    public boolean has(Role... roles) {
        return seats.stream().anyMatch(s -> Arrays.asList(roles).contains(s.role()));
    }

    /** The locals whose rows her transactions can see. */
    public Set<Integer> locals() {
        var ids = new TreeSet<Integer>(granted);
        seats.stream().map(Seat::local).filter(Objects::nonNull).forEach(ids::add);
        return ids;
    }

    /** Whether counts of every local are hers to see. */
    public boolean countsEverywhere() {
        return has(Role.STAFF, Role.ADMIN);
    }

    /** The local she works in, the first where she has several; null for staff and administrators. */
    public @Nullable Integer homeLocal() {
        return seats.stream()
                .map(Seat::local)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** How far she sees into one local. */
    public Reach reach(int local) {
        if (holds(Role.OFFICER, local)) {
            return new Reach.Whole(true);
        }
        var worksites = seats.stream()
                .filter(s -> s.role() == Role.REP || s.role() == Role.ORGANIZER)
                .filter(s -> Objects.equals(s.local(), local))
                .map(Seat::worksite)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
        if (!worksites.isEmpty()) {
            return new Reach.Worksites(worksites);
        }
        if (granted.contains(local)) {
            return new Reach.Whole(false);
        }
        return new Reach.Nobody();
    }

    public boolean holds(Role role, int local) {
        return seats.stream().anyMatch(s -> s.role() == role && Objects.equals(s.local(), local));
    }

    /** Lets only holders of a role in a local pass; to all others what is behind does not exist. */
    public void require(Role role, int local) {
        if (!holds(role, local)) {
            throw new NotFound();
        }
    }

    /** How far she may write in a local; to who may not, what is behind does not exist. */
    public Reach writing(int local) {
        var reach = reach(local);
        if (!reach.mayWrite()) {
            throw new NotFound();
        }
        return reach;
    }

    /** Whether she keeps what a local made, or with null the federation: officers their local's own, staff the federation's. */
    public boolean keeps(@Nullable Integer local) {
        return local == null ? has(Role.STAFF) : holds(Role.OFFICER, local);
    }

    /** For whom she adds what is kept so: a local whose officer she is, her own first, else null for the federation. */
    public @Nullable Integer keepsFor() {
        var home = homeLocal();
        if (home != null && holds(Role.OFFICER, home)) {
            return home;
        }
        return has(Role.STAFF)
                ? null
                : seats.stream()
                        .filter(s -> s.role() == Role.OFFICER && s.local() != null)
                        .findFirst()
                        .map(Seat::local)
                        .orElseThrow(NotFound::new);
    }

    /** A record of somebody in a local. */
    public record Member(int local, UUID id) {}

    /** Her own record, the first where she has several; empty when her account is tied to none. */
    public Optional<Member> member() {
        return members().stream().findFirst();
    }

    /** As whom she takes part in what a local offers, or with null the federation: her record there, or her first. */
    public Optional<Member> member(@Nullable Integer local) {
        return local == null ? member() : self(local).map(id -> new Member(local, id));
    }

    /** All her own records, for she may be of several locals. */
    public List<Member> members() {
        return seats.stream()
                .filter(s -> s.local() != null && s.member() != null)
                .map(s -> new Member(Objects.requireNonNull(s.local()), Objects.requireNonNull(s.member())))
                .distinct()
                .toList();
    }

    /** Her own record in a local, where her account is tied to one. */
    public Optional<UUID> self(int local) {
        return seats.stream()
                .filter(s -> Objects.equals(s.local(), local))
                .map(Seat::member)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
