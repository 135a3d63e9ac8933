/** Keeps programs away from the pages that anyone may open: proof of work, a field nobody sees, time, limits. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"kernel", "ui", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.guard;
