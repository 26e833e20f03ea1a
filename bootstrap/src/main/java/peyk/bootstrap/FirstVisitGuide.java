package peyk.bootstrap;

import java.io.PrintStream;
import java.util.Map;

/**
 * Prints commands for a first visit to the sandbox, to be copied one after another.
 *
 * @param imei of a tracker that is online
 */
record FirstVisitGuide(
    int port,
    int adminPort,
    int traccarPort,
    int inboxPort,
    int ftpPort,
    String imei,
    String secret) {
  private static final String TEXT =
      """

      Peyk is running in a SANDBOX: Traccar, its trackers and the SMS gateway are simulated, and nothing is kept.

        Peyk                 http://127.0.0.1:{port}
        admin API            http://127.0.0.1:{admin}/admin/openapi.yaml
        health, metrics      http://127.0.0.1:{admin}/observe/health  /observe/metrics
        firmware by FTP      ftp://sandbox:sandbox@127.0.0.1:{ftp}
        simulated Traccar    http://127.0.0.1:{traccar}
        SMS inbox            http://127.0.0.1:{inbox}/inbox

      A first visit, to be copied line by line into another terminal:

      # 1  ask for a code; the text message appears here and in the inbox
      curl -s http://127.0.0.1:{port}/api/otprequest -d '{"client_secret":"{secret}","phone":"09123456789"}'; echo
      # 2  sign in with it
      CODE=$(curl -s http://127.0.0.1:{inbox}/inbox/09123456789)
      TOKEN=$(curl -s http://127.0.0.1:{port}/api/otpverify -d '{"client_secret":"{secret}","phone":"09123456789","sms_message":"'$CODE'"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/'); echo $TOKEN
      # 3  may this tracker be registered?
      curl -s http://127.0.0.1:{port}/api/checkDeviceInfo -d '{"client_secret":"{secret}","user":"09123456789","imei":"{imei}"}'; echo
      # 4  register it
      curl -s http://127.0.0.1:{port}/api/device -d '{"client_secret":"{secret}","user":"09123456789","imei":"{imei}","dp":"1234"}'; echo
      # 5  a few seconds later the tracker has answered and has its name
      sleep 6; curl -s -H "Authorization: Bearer $TOKEN" http://127.0.0.1:{traccar}/api/devices; echo

      # Firmware, from an upload to a tracker that fetches it.
      # 6  a release for trackers of type 95, revision 2, in one part
      curl -s http://127.0.0.1:{admin}/admin/firmware/releases -d '{"type":95,"revision":2,"version":131082}'; echo
      head -c 100000 /dev/urandom > /tmp/app.001; sha256sum /tmp/app.001
      curl -s -T /tmp/app.001 http://127.0.0.1:{admin}/admin/firmware/releases/1/parts/app.001; echo
      curl -s -X POST http://127.0.0.1:{admin}/admin/firmware/releases/1/activate; echo
      # 7  a tracker asks, and fetches the part
      curl -s 'http://127.0.0.1:{port}/fota.php?imei={imei}&sr=1&d=95&fw=131081&rev=2'; echo
      curl -s ftp://sandbox:sandbox@127.0.0.1:{ftp}/95/131082/2/app.001 | sha256sum
      # 8  what became of it; and the same tracker asks again after a pause
      curl -s http://127.0.0.1:{admin}/admin/firmware/releases/1/statistics; echo
      curl -s -X POST http://127.0.0.1:{admin}/admin/firmware/releases/1/pause; echo
      curl -s 'http://127.0.0.1:{port}/fota.php?imei={imei}&sr=1&d=95&fw=131081&rev=2'; echo

      # 9  the balance of a SIM, as a tracker passes it on
      curl -s http://127.0.0.1:{port}/qussd.php --data-urlencode imei={imei} --data-urlencode 'data=+CUSD: 0, "Etebar:150,918Rial", 15'; echo
      sleep 2; curl -s http://127.0.0.1:{admin}/admin/sims/{imei}; echo

      Ctrl-C stops it.

      """;

  void print(PrintStream console) {
    var text = TEXT;
    for (var place : places().entrySet()) {
      text = text.replace("{" + place.getKey() + "}", place.getValue());
    }
    console.print(text);
    console.flush();
  }

  private Map<String, String> places() {
    return Map.of(
        "port", Integer.toString(port),
        "admin", Integer.toString(adminPort),
        "traccar", Integer.toString(traccarPort),
        "inbox", Integer.toString(inboxPort),
        "ftp", Integer.toString(ftpPort),
        "imei", imei,
        "secret", secret);
  }
}
