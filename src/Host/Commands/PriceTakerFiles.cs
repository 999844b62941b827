using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Gateways;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Commitment;
using Busbar.Supply.Commitment.PriceTaking;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Host.Commands;

/// <summary>What a price-taker's fleet file may hold beside the register; each is empty when left out.</summary>
internal sealed record PriceTakerFleet(
    FleetRegister Fleet, ImmutableArray<CombinedCyclePlant>? CombinedCycles = null, ImmutableArray<UnitState>? Before = null,
    ImmutableArray<FuelQuote>? FuelPrices = null, ImmutableArray<StartLimit>? StartLimits = null,
    ImmutableArray<FuelContract>? Contracts = null, ImmutableArray<int>? DayHours = null);

/// <summary>Reads the two files of <c>busbar commit price-taker</c>. A fleet is a table of RTS-GMLC's generators, the register as
/// <c>busbar export document FleetRegister current</c> writes it, or an object with the register as <c>fleet</c> and more beside it. Prices
/// are a table of scenarios or the JSON of a list of them.</summary>
internal static class PriceTakerFiles
{
    private static readonly JsonSerializerOptions whole = new(CanonicalJson.Options)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The fleet.</summary>
    public static Outcome<PriceTakerFleet> Fleet(SourceFile file)
    {
        if (!IsJson(file))
            return RtsGmlc.Read(file) switch
            {
                Outcome<ImportedFile>.Done { Value.Fleet: { } fleet, Findings: var findings } =>
                    Outcome.Of(new PriceTakerFleet(fleet), findings),
                Outcome<ImportedFile>.Refused refused => refused.Refusal,
                _ => new Refusal("wrong-layout", "The table holds profiles, not generators", file.Name,
                    "Give the table of generators (gen.csv)."),
            };
        return Parse(file, "bad-fleet", root => root.TryGetProperty("fleet", out _)
            ? root.Deserialize<PriceTakerFleet>(whole) : new PriceTakerFleet(root.Deserialize<FleetRegister>(whole)!));
    }

    /// <summary>The scenarios.</summary>
    public static Outcome<ImmutableArray<PriceScenario>> Prices(SourceFile file)
    {
        if (IsJson(file)) return Parse(file, "bad-prices", root => root.Deserialize<ImmutableArray<PriceScenario>>(whole));
        return PriceScenarioCsv.Read(file).Select<ImmutableArray<PriceScenario>>(scenarios =>
            [.. scenarios.Select(each => new PriceScenario(each.Name, each.Energy, each.Spinning, each.Downward))]);
    }

    private static bool IsJson(SourceFile file) =>
        file.Content.Span.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'{', ..] or [(byte)'[', ..];

    private static Outcome<T> Parse<T>(SourceFile file, string code, Func<JsonElement, T?> read)
    {
        const string Remedy = "Correct the field; every field of the document is named in docs/price-taker.md.";
        try
        {
            using var document = JsonDocument.Parse(file.Content);
            if (FirstNull(document.RootElement, "$") is { } path)
                return new Refusal(code, "A list holds null where an entry was expected", $"{file.Name} {path}", Remedy);
            return read(document.RootElement) is { } value ? value : new Refusal(code, "The file says null", file.Name, Remedy);
        }
        catch (JsonException bad)
        {
            return new Refusal(code, bad.Message, $"{file.Name}:{bad.LineNumber + 1} {bad.Path}", Remedy);
        }
        catch (Exception bad) when (bad is FormatException or ArgumentException or InvalidOperationException)
        {
            return new Refusal(code, bad.Message, file.Name, Remedy);
        }
    }

    private static string? FirstNull(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return element.EnumerateObject().Select(member => FirstNull(member.Value, $"{path}.{member.Name}"))
                .FirstOrDefault(found => found is not null);
        if (element.ValueKind != JsonValueKind.Array) return null;
        return element.EnumerateArray().Select((entry, i) => entry.ValueKind == JsonValueKind.Null ? $"{path}[{i}]"
            : FirstNull(entry, $"{path}[{i}]")).FirstOrDefault(found => found is not null);
    }
}
