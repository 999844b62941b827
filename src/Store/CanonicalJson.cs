using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Time;
using Busbar.Store.Json;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Store;

/// <summary>The one way in which a handoff or event is written as JSON: properties in the order of their declaration, quantities as bare
/// numbers (a decimal keeps its digits), instants and days as ISO 8601 text, enums by name. Equal values give equal bytes, so the hash of
/// the bytes is the hash of the content.</summary>
public static class CanonicalJson
{
    /// <summary>The options, frozen.</summary>
    public static JsonSerializerOptions Options { get; } = Build();

    /// <summary>The canonical bytes of a value, in UTF-8.</summary>
    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>The value that bytes stand for.</summary>
    /// <exception cref="JsonException">The bytes are not the canonical JSON of such a value.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"null is no {typeof(T).Name}.");

    /// <summary>The value that text stands for.</summary>
    /// <exception cref="JsonException">The text is not the canonical JSON of such a value.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"null is no {typeof(T).Name}.");

    /// <summary>The value of a type that text stands for.</summary>
    /// <exception cref="JsonException">The text is not the canonical JSON of such a value.</exception>
    public static object Read(string json, Type type) =>
        JsonSerializer.Deserialize(json, type, Options) ?? throw new JsonException($"null is no {type.Name}.");

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new JsonStringEnumConverter(),
                new TextConverter<Instant>(InstantPattern.ExtendedIso.Format, text => InstantPattern.ExtendedIso.Parse(text).Value),
                new TextConverter<LocalDate>(LocalDatePattern.Iso.Format, text => LocalDatePattern.Iso.Parse(text).Value),
                new TextConverter<LocalDateTime>(
                    LocalDateTimePattern.ExtendedIso.Format, text => LocalDateTimePattern.ExtendedIso.Parse(text).Value),
                new TextConverter<LocalTime>(LocalTimePattern.ExtendedIso.Format, text => LocalTimePattern.ExtendedIso.Parse(text).Value),
                new TextConverter<YearMonth>(YearMonthPattern.Iso.Format, text => YearMonthPattern.Iso.Parse(text).Value),
                new TextConverter<Duration>(DurationPattern.Roundtrip.Format, text => DurationPattern.Roundtrip.Parse(text).Value),
                new TextConverter<OperatingDay>(day => day.ToString(), text => new(LocalDatePattern.Iso.Parse(text).Value)),
                new TextConverter<HourEnding>(label => label.ToString(), ParseHourEnding),
                new TextConverter<DeliveryInterval>(WriteInterval, ParseInterval),
                new TextConverter<SeriesKey>(key => key.ToString(), ParseSeriesKey),
                new TextConverter<RunId>(run => run.Value, text => new(text)),
                new TextConverter<ContentHash>(hash => hash.Hex, text => new(text)),
                new TextConverter<Account>(account => account.Number, ParseAccount),
                new JournalConverter(),
                new SeriesConverterFactory(),
                new ImmutableArrayConverterFactory(),
                new QuantityConverterFactory(),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static HourEnding ParseHourEnding(string text) =>
        new(int.Parse(text.TrimEnd('X'), System.Globalization.CultureInfo.InvariantCulture), text.EndsWith('X'));

    private static string WriteInterval(DeliveryInterval interval) =>
        $"{InstantPattern.ExtendedIso.Format(interval.Start)}/{InstantPattern.ExtendedIso.Format(interval.End)}";

    private static DeliveryInterval ParseInterval(string text)
    {
        var ends = text.Split('/');
        if (ends.Length != 2) throw new JsonException($"'{text}' is no delivery interval start/end.");
        return new(InstantPattern.ExtendedIso.Parse(ends[0]).Value, InstantPattern.ExtendedIso.Parse(ends[1]).Value);
    }

    private static SeriesKey ParseSeriesKey(string text)
    {
        var unitAt = text.IndexOf(" [", StringComparison.Ordinal);
        if (unitAt < 0 || !text.EndsWith(']')) throw new JsonException($"'{text}' is no series key 'path [unit]'.");
        return new(text[..unitAt], text[(unitAt + 2)..^1]);
    }

    private static Account ParseAccount(string number) =>
        Accounts.All.FirstOrDefault(account => account.Number == number)
        ?? throw new JsonException($"No account {number} in the chart of accounts.");
}
