/** Which row of a list is which person on file, and why. Plain Java: knows only kernel, no Spring, no SQL. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"kernel"})
@org.jspecify.annotations.NullMarked
package org.breakroom.matching;
