/** Who looks and what they may see: Viewer, roles, the wall, the classified routes, the audit log. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"kernel", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.access;
