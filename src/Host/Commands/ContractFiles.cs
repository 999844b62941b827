using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Gateways;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts;
using Busbar.Supply.Handoffs.Contracts;
using NodaTime;

namespace Busbar.Host.Commands;

/// <summary>What a contract is nominated from, as a file holds it.</summary>
/// <param name="Calendar">The market: <c>PJM</c>.</param>
/// <param name="NominatedAt">The clock of the nomination.</param>
/// <param name="Contract">The terms.</param>
/// <param name="PlantForecast">Forecast of its plant, MW by the hour; null without a plant.</param>
internal sealed record NominationFile(MarketCalendar Calendar, Instant NominatedAt, Contract Contract, PlantForecastFile? PlantForecast)
{
    /// <summary>The inputs of one day.</summary>
    public NominateContractInputs Of(OperatingDay day) => new(Calendar, day, NominatedAt, Contract, PlantForecast?.Known);
}

/// <summary>A forecast with the instant it was known.</summary>
internal sealed record PlantForecastFile(SeriesKey Series, Instant KnownAt, Series<double> Values)
{
    /// <summary>As the stage takes it.</summary>
    [JsonIgnore]
    public KnownSeries<double> Known => KnownSeries<double>.From(Series, KnownAt, Values, [.. Enumerable.Repeat(KnownAt, Values.Count)]);
}

/// <summary>Reads the files of <c>busbar contract</c>.</summary>
internal static class ContractFiles
{
    /// <summary>The record that a file holds.</summary>
    /// <exception cref="RefusedException"><c>bad-contract-file</c>, with line and path.</exception>
    public static T Read<T>(FileInfo file) => WholeJson.Read<T>(SourceFile.Load(file.FullName).OrThrow(), "bad-contract-file",
        "Give every field; cases/contracts holds an example of each file.");
}

/// <summary>A market's calendar by its name.</summary>
internal sealed class MarketByName : JsonConverter<MarketCalendar>
{
    /// <inheritdoc/>
    public override MarketCalendar Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.GetString();
        return MarketCalendar.Find(name) ?? throw new JsonException(
            $"'{name}' is no market; one of {string.Join(", ", MarketCalendar.All.Select(each => each.Name))} was expected.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MarketCalendar value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}
