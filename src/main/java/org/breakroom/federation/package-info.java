/** Places and organizations: divisions, locals, employers, worksites, areas. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"kernel", "access", "ui", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.federation;
