using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics;
using NodaTime;

namespace Busbar.Digital.Operations.Alerts;

/// <summary>Alerts, and the period whose beginnings count.</summary>
public sealed record MeasureAlertsInputs(ImmutableArray<AlertStanding> Alerts, Instant From, Instant To);

/// <summary>A time to something, over the episodes that began in a period and were told.</summary>
/// <param name="Median">As a metric in minutes; its parts are the numerator (episodes that got there) and denominator (all).</param>
/// <param name="Ninetieth">The same at 90 %: the time within which nine of ten got there.</param>
/// <param name="Episodes">Key and beginning of those that got there, slowest first: the drill.</param>
public sealed record AlertTimes(Metric Median, Metric Ninetieth, ImmutableArray<(string Key, Instant Began, Duration Took)> Episodes);

/// <summary>The three times.</summary>
/// <param name="Detect">From the trouble's beginning to when we knew.</param>
/// <param name="Acknowledge">From when we knew to the first acknowledgement.</param>
/// <param name="Restore">From the trouble's beginning to its end.</param>
public sealed record AlertMeasures(AlertTimes Detect, AlertTimes Acknowledge, AlertTimes Restore);

/// <summary>Measures how fast alerts are seen, taken and put right. The median, and at 90 % the order statistic ⌈0.9 n⌉, over
/// those that got there; an episode that did not stays in the denominator. A sender whose clock is ahead counts as seen at once.</summary>
public static class MeasureAlerts
{
    private const string Stage = "ESV-04.3";

    /// <summary>MTTD, MTTA and time to restore.</summary>
    public static AlertMeasures Run(MeasureAlertsInputs inputs)
    {
        var told = inputs.Alerts.SelectMany(alert => alert.Episodes.Select(episode => (alert.Key, Episode: episode)))
            .Where(each => each.Episode.IsTold && each.Episode.Began >= inputs.From && each.Episode.Began < inputs.To).ToArray();
        AlertTimes Times(string name, string formula, Func<AlertEpisode, Duration?> took)
        {
            var episodes = told.Select(each => (each.Key, each.Episode.Began, Took: took(each.Episode)))
                .Where(each => each.Took is not null).Select(each => (each.Key, each.Began, Duration.Max(each.Took!.Value, Duration.Zero)))
                .OrderByDescending(each => each.Item3).ThenBy(each => each.Key, StringComparer.Ordinal).ThenBy(each => each.Began)
                .ToImmutableArray();
            return new(Of($"{name}, median", formula, episodes, 0.5, told.Length), Of($"{name}, 90 %", formula, episodes, 0.9, told.Length),
                episodes);
        }
        return new(
            Times("MTTD", "when we knew − beginning of the trouble", each => each.RaisedAt - each.Began),
            Times("MTTA", "first acknowledgement − when we knew", each => each.AcknowledgedAt - each.RaisedAt),
            Times("time to restore", "end of the trouble − its beginning", each => each.Ended - each.Began));
    }

    private static Metric Of(
        string name, string formula, ImmutableArray<(string Key, Instant Began, Duration Took)> episodes, double level, int all)
    {
        double? value = episodes.IsEmpty ? null
            : Quantile.Of([.. episodes.Select(each => each.Took.TotalMinutes)], level,
                level == 0.5 ? QuantileMethod.Linear : QuantileMethod.InverseDistribution);
        static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
        return new(Stage, name, value, "min", null, Better.Lower, formula,
            [Explain.Leaf("episodes that got there", Text(episodes.Length), "", "alert facts"),
                Explain.Leaf("episodes told", Text(all), "", "alert facts")]);
    }
}
