/** Words without a room of their own: ids, the federation's clock and school year, pages of a list, names, phones. Imports no room. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package org.breakroom.kernel;
