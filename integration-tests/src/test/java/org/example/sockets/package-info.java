/** An application that talks to its visitors by WebSocket, and knows them by their session. */
package org.example.sockets;
