/** The frame around every page, the words on it, the parts it is made of, and what an error looks like. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"kernel", "access", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.ui;
