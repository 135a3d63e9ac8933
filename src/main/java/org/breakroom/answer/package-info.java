/** A write repeated under its key has one effect and one answer. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"kernel", "access", "ui", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.answer;
