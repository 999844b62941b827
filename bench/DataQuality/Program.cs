using System.Diagnostics;
using System.Text;
using Busbar.Digital.DataQuality.Contracts;
using Busbar.Gateways;
using Busbar.Gateways.DataContracts;
using Busbar.Gateways.Tables;
using NodaTime;

// A million hourly prices with six fields, held against a contract of 22 promises: reading the CSV and checking it, apart.
const int rows = 1_000_000;
const int rounds = 3;
var text = new StringBuilder("id,hour,node,kind,usd,mw\n");
var start = Instant.FromUtc(2020, 1, 1, 5, 0);
for (var row = 0; row < rows; row++)
    text.Append(row).Append(',').Append(start + Duration.FromHours(row % 50_000)).Append(",NODE").Append(row % 20).Append(',')
        .Append(row % 2 == 0 ? "day-ahead" : "real-time").Append(',').Append((row * 37 % 20_011) / 100m).Append(',')
        .Append(row % 997 == 0 ? "" : (row % 5_000).ToString(System.Globalization.CultureInfo.InvariantCulture)).Append('\n');
var csv = new SourceFile("prices.csv", Encoding.UTF8.GetBytes(text.ToString()));
var contract = ReadDataContract.Run(new("prices.yaml", Encoding.UTF8.GetBytes("""
    { apiVersion: v3.1.0, kind: DataContract, id: prices, version: 1.0.0, status: active, schema: [{ name: prices, properties: [
      { name: id, logicalType: integer, required: true, unique: true, primaryKey: true },
      { name: hour, logicalType: timestamp, required: true, logicalTypeOptions: { minimum: "2020-01-01T00:00:00Z" } },
      { name: node, logicalType: string, required: true, logicalTypeOptions: { pattern: "^NODE[0-9]+$", maxLength: 8 } },
      { name: kind, logicalType: string, required: true,
        quality: [{ metric: invalidValues, mustBe: 0, arguments: { validValues: [day-ahead, real-time] } }] },
      { name: usd, logicalType: number, required: true, logicalTypeOptions: { minimum: -2000, maximum: 10000 } },
      { name: mw, logicalType: number, logicalTypeOptions: { minimum: 0 },
        quality: [{ metric: nullValues, mustBeLessThan: 1, unit: percent }] }],
      quality: [{ metric: rowCount, mustBeGreaterThan: 999999 }] }] }
    """))).OrThrow();
var (read, check, counted) = (new List<(double Wall, double Cpu)>(), new List<(double Wall, double Cpu)>(), 0);
for (var round = 0; round < rounds; round++)
{
    var clock = Now();
    var table = ReadCsvTable.Run(csv, "prices").OrThrow();
    read.Add(Since(clock));
    clock = Now();
    counted = CheckContract.Run(new(contract, "prices", [table], start)).OrThrow().Checks.Length;
    check.Add(Since(clock));
}
Console.WriteLine("| What | Wall | Processor |\n|---|---|---|");
Console.WriteLine($"| `ReadCsvTable`: {rows:N0} rows, 6 fields | {Median(read)} |");
Console.WriteLine($"| `CheckContract`: {counted} promises over them | {Median(check)} |");

static (long Wall, TimeSpan Cpu) Now() => (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);

static (double, double) Since((long Wall, TimeSpan Cpu) clock) =>
    (Stopwatch.GetElapsedTime(clock.Wall).TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - clock.Cpu).TotalSeconds);

static string Median(List<(double Wall, double Cpu)> rounds) =>
    $"{rounds.Select(each => each.Wall).Order().ElementAt(rounds.Count / 2):0.00} s | "
    + $"{rounds.Select(each => each.Cpu).Order().ElementAt(rounds.Count / 2):0.00} s";
