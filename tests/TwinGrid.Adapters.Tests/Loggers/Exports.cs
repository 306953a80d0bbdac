using System.Globalization;
using System.Text;

namespace TwinGrid.Adapters.Tests.Loggers;

/// <summary>Exports as a logger would write them, made up: a run with a log, and days with sums.</summary>
internal static class Exports
{
    private const string Signature = "Cert:\n Vers: 1.0\n Owner: Somebody & Co., Ltd\n Public Key: 00112233445566778899aabbccddeeff\nSig Cert: ffeeddccbbaa99887766554433221100\nSig: 0123456789abcdef0123456789abcdef\n";

    /// <summary>A run of two hours at ten minutes: 5 °C, then 9 °C from row 4 to 8, then 5 °C.</summary>
    public static string Run(string mkt = "7.0", string alarm = "2026-01-05 09:10", string duration = "50") => $"""
        Device: Q-tag CLm doc
        Vers: 1.9
        Conf:
         Serial: ABC1
         Zone: -3.50
         MKT Energy: 83.0
         User String 1: Lot 7, box: 3
         Logging Interval: 10
         Alarm:
          1:
           Type: 2, T AL: 8.0, t AL: 30
          2:
           Type: 4, T AL: 8.0, t AL: 90
          3:
           Type: 0
          5:
           Type: 1, T AL: 2.0, t AL: 30
        Res:
         TS Start: 2026-01-05 08:10
         TS Stop: 2026-01-05 10:10
         MKT: {mkt}
         Avrg T: 6.7
         Alarm:
          1:
           TS S: 2026-01-05 08:40, t A: {duration}, TS A: {alarm}, TS E: 2026-01-05 09:30, T M: 9.0, TS M: 2026-01-05 08:50
          2:
          5:
        Marker:
        	Number	T	yyyy-MM-dd hh:mm
        Data:
        	yyyy-MM-dd hh:mm	T	Out of limits
        {Log()}
        {Signature}
        """.ReplaceLineEndings("\n");

    /// <summary>Three days of a refrigerator without a log; out of range as given, day 2 warm throughout.</summary>
    public static string Days(string unit = "C", string warm = "+9.5", string hot = "+12.0", string limit = "+8.0", string low = "+2.0", string cool = "+4.0", string acc2 = "1440") => $"""
        Device: Q-tag Fridge-tag 2
        Conf:
         Serial: 42
         Zone: 5.75
         Temp unit: {unit}
         Alarm:
          0:
           T AL: {low}, t AL: 60
          1:
           T AL: {limit}, t AL: 600
        Hist:
         TS Actv: 2026-01-01 12:00
         TS Report Creation: 2026-01-03 18:00
         1:
          Date: 2026-01-03
          Min T: {cool}, TS Min T: 03:00
          Max T: {hot}, TS Max T: 00:01
          Alarm:
           0:
            t Acc: 0
           1:
            t Acc: 100, TS A: 00:00, C A: 0
          Int Sensor timeout:
           t AccST: 0
          Events: 0
         2:
          Date: 2026-01-02
          Min T: {warm}, TS Min T: 03:00
          Max T: {hot}, TS Max T: 09:00
          Alarm:
           0:
            t Acc: 0
           1:
            t Acc: {acc2}, TS A: 10:00, C A: 0
          Int Sensor timeout:
           t AccST: 0
         3:
          Date: 2026-01-01
          Min T: {cool}, TS Min T: 13:00
          Max T: {cool}, TS Max T: 13:00
          Alarm:
           0:
            t Acc: 0
           1:
            t Acc: 0
        {Signature}
        """.ReplaceLineEndings("\n");

    private static string Log()
    {
        var rows = new StringBuilder();
        for (int i = 0; i < 12; i++)
        {
            bool isWarm = i is >= 3 and < 8;
            rows.Append(CultureInfo.InvariantCulture, $"\t{new DateTime(2026, 1, 5, 8, 10, 0).AddMinutes(10 * i):yyyy-MM-dd HH:mm}\t{(isWarm ? "9.0" : "5.0")}{(isWarm ? "\tx" : "")}\n");
        }

        return rows.ToString().TrimEnd('\n');
    }
}
