/** The FTP server from which trackers fetch the parts of firmware. */
@NullMarked
package peyk.adapters.ftp;

import org.jspecify.annotations.NullMarked;
