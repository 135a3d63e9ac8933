/** A person, her jobs, her standing with the local, and her contact facts with their sources. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "database", "access", "ui", "federation", "matching", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.member;
