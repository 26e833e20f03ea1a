package peyk.bootstrap;

import java.io.PrintStream;

/** Tells a newcomer to the sandbox what to try, in lines to be copied one after another. */
record Guide(int port, int adminPort, int traccarPort, int inboxPort, String imei, String secret) {
  void print(PrintStream console) {
    console.print(
        """

        Peyk is running in a SANDBOX: Traccar, its trackers and the SMS gateway are simulated, and nothing is kept.

          Peyk               http://127.0.0.1:%1$d
          health, metrics    http://127.0.0.1:%2$d/observe/health  /observe/metrics
          simulated Traccar  http://127.0.0.1:%3$d
          SMS inbox          http://127.0.0.1:%4$d/inbox

        A first visit, to be copied line by line into another terminal:

        # 1  ask for a code; the text message appears here and in the inbox
        curl -s http://127.0.0.1:%1$d/api/otprequest -d '{"client_secret":"%6$s","phone":"09123456789"}'; echo
        # 2  sign in with it
        CODE=$(curl -s http://127.0.0.1:%4$d/inbox/09123456789)
        TOKEN=$(curl -s http://127.0.0.1:%1$d/api/otpverify -d '{"client_secret":"%6$s","phone":"09123456789","sms_message":"'$CODE'"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/'); echo $TOKEN
        # 3  may this tracker be registered?
        curl -s http://127.0.0.1:%1$d/api/checkDeviceInfo -d '{"client_secret":"%6$s","user":"09123456789","imei":"%5$s"}'; echo
        # 4  register it
        curl -s http://127.0.0.1:%1$d/api/device -d '{"client_secret":"%6$s","user":"09123456789","imei":"%5$s","dp":"1234"}'; echo
        # 5  a few seconds later the tracker has answered and has its name
        sleep 6; curl -s -H "Authorization: Bearer $TOKEN" http://127.0.0.1:%3$d/api/devices; echo

        Ctrl-C stops it.

        """
            .formatted(port, adminPort, traccarPort, inboxPort, imei, secret));
    console.flush();
  }
}
