/** What leaves the system on paper, sheets drawn to a point, as PDF; and what comes back, as pictures. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package org.breakroom.paper;
