/** The register of places: public lists of schools, colleges and libraries, their editions, and which worksite is which place. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "database", "access", "ui", "list", "federation", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.place;
