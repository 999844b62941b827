using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Busbar.Digital.DataQuality.Rules;
using Busbar.Digital.Handoffs.DataQuality;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Digital.DataQuality.Tests.Rules;

/// <summary>One reference test of Great Expectations: data, arguments, and what the reference says.</summary>
internal sealed record ReferenceTest(string Rule, int Number, string Title, RuleSubject Subject, Term.Map Arguments, JsonElement Whole)
{
    public JsonElement Out => Whole.GetProperty("out");

    public bool WantsError => Whole.TryGetProperty("error", out _) || Out.TryGetProperty("traceback_substring", out _);
}

/// <summary>Reads the reference tests.</summary>
internal static class GreatExpectations
{
    private static readonly Instant now = Instant.FromUtc(2026, 1, 1, 0, 0);

    /// <summary>The tests of every file; one that has neither columns nor arguments by name is nobody's to run.</summary>
    public static IEnumerable<ReferenceTest> Read()
    {
        foreach (var (path, bytes) in SharedFiles.Unpack("great_expectations.tar.gz"))
        {
            if (!path.EndsWith(".json", StringComparison.Ordinal)) continue;
            var text = Regex.Replace(Encoding.UTF8.GetString(bytes), """(?<=[\[,:]\s*)-?Infinity""", "\"$0\"");
            var file = JsonDocument.Parse(text).RootElement;
            var rule = file.GetProperty("expectation_type").GetString()!;
            var number = 0;
            foreach (var dataset in file.GetProperty("datasets").EnumerateArray())
            {
                var tables = Tables(dataset);
                foreach (var test in dataset.GetProperty("tests").EnumerateArray())
                {
                    var arguments = test.GetProperty("in").ValueKind == JsonValueKind.Object
                        ? (Term.Map)Resolved(Terms.Of(test.GetProperty("in"))) : Term.Map.Empty;
                    yield return new(rule, number++, test.GetProperty("title").GetString()!, new(tables[0], tables, int.MaxValue),
                        arguments,
                        test);
                }
            }
        }
    }

    private static ImmutableArray<Table> Tables(JsonElement dataset)
    {
        var data = dataset.GetProperty("data");
        if (data.ValueKind == JsonValueKind.Array) return [.. data.EnumerateArray().SelectMany(each => Tables(each))];
        var types = dataset.TryGetProperty("schemas", out var schemas) && schemas.TryGetProperty("pandas", out var pandas) ? pandas
            : default;
        var columns = data.EnumerateObject().Select(column => TableColumn.Of(column.Name,
            column.Value.EnumerateArray().Select(value => Typed(value, types.ValueKind == JsonValueKind.Object
                && types.TryGetProperty(column.Name, out var type) ? type.GetString()! : "")))).ToImmutableArray();
        return [new(dataset.GetProperty("dataset_name").GetString()!, columns, columns[0].Codes.Length)];
    }

    /// <summary>A value as pandas holds it after the conversion that the test's schema asks for.</summary>
    private static Cell? Typed(JsonElement value, string type) => (Terms.CellOf(value), type) switch
    {
        ({ Kind: CellKind.Text } cell, _) when type.StartsWith("date", StringComparison.Ordinal) || type == "timestamp" =>
            ToTime(cell.Text),
        ({ } cell, "str") => Cell.Of(cell.ToString()),
        var (cell, _) => cell,
    };

    private static Cell ToTime(string text)
    {
        foreach (var pattern in new[] { "uuuu-MM-dd'T'HH:mm:ss", "MMM dd uuuu HH:mm:ss", "uuuu-MM-dd", "uuuu-MM-dd HH:mm:ss",
            "uuuu-MM-dd'T'HH:mm:ss'Z'" })
            if (LocalDateTimePattern.CreateWithInvariantCulture(pattern).Parse(text) is { Success: true } local)
                return Cell.Of(local.Value.InUtc().ToInstant());
        return Cell.Of(OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.FFFFFF o<Z+HHmm>").Parse(text)
            .Value.ToInstant());
    }

    /// <summary>Parameters such as <c>now() - timedelta(weeks=52*100)</c> are resolved before a rule is asked.</summary>
    private static Term Resolved(Term term)
    {
        if (term is not Term.Map map) return term;
        if (map["$PARAMETER"] is not Term.Leaf { Value: { } formula })
            return new Term.Map([.. map.Entries.Select(each => KeyValuePair.Create(each.Key, Resolved(each.Value)))]);
        return new Term.Leaf(Cell.Of(formula.Text switch
        {
            "now()" => now,
            "now() - timedelta(weeks=52)" => now - Duration.FromDays(364),
            "now() - timedelta(weeks=52*100)" => now - Duration.FromDays(36400),
            var date => Instant.FromUtc(int.Parse(date[9..13], System.Globalization.CultureInfo.InvariantCulture), 1, 1, 0, 0),
        }));
    }
}
