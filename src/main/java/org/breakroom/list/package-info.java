/** What people keep their lists in, read with suspicion: comma-separated values in any usual form, and Excel workbooks. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"kernel"})
@org.jspecify.annotations.NullMarked
package org.breakroom.list;
