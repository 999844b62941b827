using System.Text.Json;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.TestReports;

/// <summary>Reports in JSON: Mocha's reporter (one object; times in milliseconds) and Dart's (an event a line, protocol 0.1).</summary>
internal static class JsonReports
{
    private static readonly JsonDocumentOptions options = new() { MaxDepth = 64 };

    public static Outcome<DeliveryReport> Read(string name, ReadOnlyMemory<byte> text)
    {
        var line = 0;
        try
        {
            var end = text.Span.IndexOf((byte)'\n');
            if (end > 0 && IsDart(text[..end]))
            {
                var events = new List<JsonElement>();
                for (var rest = text; !rest.IsEmpty; line++)
                {
                    end = rest.Span.IndexOf((byte)'\n');
                    var row = end < 0 ? rest : rest[..end];
                    rest = end < 0 ? default : rest[(end + 1)..];
                    if (!row.Span.Trim(" \t\r"u8).IsEmpty) events.Add(JsonElement.Parse(row.Span, options));
                }
                return new DeliveryReport.Tests(Dart(name, events));
            }
            using var document = JsonDocument.Parse(text, options);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("stats", out _)
                && root.TryGetProperty("tests", out var tests) && tests.ValueKind == JsonValueKind.Array
                ? new DeliveryReport.Tests(Mocha(name, root))
                : new Refusal("other-report", "The JSON is neither Mocha's nor Dart's report", name, "Write JUnit, or Mocha's JSON.");
        }
        catch (JsonException fault)
        {
            return new Refusal("not-json", $"The text is not JSON: {fault.Message}",
                $"{name}:{line + fault.LineNumber + 1}:{fault.BytePositionInLine + 1}", "Run the tests again; the file may be cut off.");
        }
    }

    private static bool IsDart(ReadOnlyMemory<byte> first)
    {
        var reader = new Utf8JsonReader(first.Span);
        try
        {
            return reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.PropertyName
                && reader.ValueTextEquals("protocolVersion");
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static TestReport Mocha(string name, JsonElement root)
    {
        var pending = Items(root, "pending").Select(one => Text(one, "fullTitle")).ToHashSet();
        var cases = Items(root, "tests").Select(one =>
        {
            var error = one.TryGetProperty("err", out var err) ? err : default;
            var message = Text(error, "message");
            var outcome = message.Length == 0 && Text(error, "stack").Length == 0
                ? pending.Contains(Text(one, "fullTitle")) ? TestOutcome.Skipped : TestOutcome.Passed
                : Text(error, "errorMode").Length > 0 ? TestOutcome.Errored : TestOutcome.Failed;
            return new TestCase("", Text(one, "fullTitle"), outcome, Number(one, "duration") / 1000, message, Text(error, "stack"),
                Text(one, "file"), null);
        }).ToArray();
        return new("mocha", name, [new("", [.. cases])], StatedSuite.CountOf(cases),
            root.TryGetProperty("stats", out var stats) ? Number(stats, "duration") / 1000 : 0);
    }

    private static TestReport Dart(string name, List<JsonElement> events)
    {
        var paths = new Dictionary<int, string>();
        var started = new Dictionary<int, (JsonElement Test, double At)>();
        var errors = new Dictionary<int, JsonElement>();
        var skips = new Dictionary<int, string>();
        var cases = new List<(int Suite, TestCase Case)>();
        foreach (var one in events)
            switch (Text(one, "type"))
            {
                case "suite" when one.TryGetProperty("suite", out var suite):
                    paths[(int)Number(suite, "id")] = Text(suite, "path");
                    break;
                case "testStart" when one.TryGetProperty("test", out var test):
                    started[(int)Number(test, "id")] = (test, Number(one, "time"));
                    break;
                case "error":
                    errors.TryAdd((int)Number(one, "testID"), one);
                    break;
                case "print" when Text(one, "messageType") == "skip":
                    skips[(int)Number(one, "testID")] = Text(one, "message");
                    break;
                case "testDone" when !Flag(one, "hidden") && started.TryGetValue((int)Number(one, "testID"), out var begun):
                    cases.Add(((int)Number(begun.Test, "suiteID"), DartCase(one, begun, errors, skips)));
                    break;
            }
        var all = cases.Select(pair => pair.Case).ToArray();
        return new("dart", name,
            [.. cases.GroupBy(pair => pair.Suite, pair => pair.Case).OrderBy(group => group.Key)
                .Select(group => new TestSuite(paths.GetValueOrDefault(group.Key, ""), [.. group]))],
            StatedSuite.CountOf(all), all.Sum(one => one.Seconds));
    }

    private static TestCase DartCase(
        JsonElement done, (JsonElement Test, double At) begun, Dictionary<int, JsonElement> errors, Dictionary<int, string> skips)
    {
        var id = (int)Number(done, "testID");
        var error = errors.GetValueOrDefault(id);
        var message = Text(error, "error");
        var outcome = Flag(done, "skipped") ? TestOutcome.Skipped
            : Text(done, "result") switch { "success" => TestOutcome.Passed, "failure" => TestOutcome.Failed, _ => TestOutcome.Errored };
        return new("", Text(begun.Test, "name"), outcome, Math.Max(0, Number(done, "time") - begun.At) / 1000,
            message.Length > 0 ? message : skips.GetValueOrDefault(id, ""),
            message.Length > 0 ? $"{message}\n{Text(error, "stackTrace")}" : "", Text(begun.Test, "url"),
            Number(begun.Test, "line") is > 0 and var line ? (int)line : null);
    }

    private static IEnumerable<JsonElement> Items(JsonElement at, string name) =>
        at.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object) : [];

    private static string Text(JsonElement at, string name) =>
        at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! : "";

    private static double Number(JsonElement at, string name) =>
        at.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            && number is >= 0 and < 1e9 ? number : 0;

    private static bool Flag(JsonElement at, string name) =>
        at.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
