using System.Collections.Immutable;
using Busbar.Digital.Delivery.Dora;
using Busbar.Digital.Delivery.Releases;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Kernel.Outcomes;

namespace Busbar.Host.Desks.Delivery;

/// <summary>The releases that forges told, each with what it contains since the one before it of its repository.</summary>
public static class ReleaseContents
{
    private const string StoryPattern = @"[A-Z][A-Z0-9]+-\d+";

    /// <summary>In the order they came; without contents where the pushes before it are not on record.</summary>
    public static ImmutableArray<(ForgeEvent.Released Told, Release? Release)> Of(DeliveryHistory history, DeliverySetting setting)
    {
        var before = new Dictionary<string, string>();
        var releases = ImmutableArray.CreateBuilder<(ForgeEvent.Released, Release?)>();
        foreach (var told in history.Releases)
        {
            var commits = history.Commits.GetValueOrDefault(told.Repository, []);
            // GitHub names a branch where a tag was made on its end: the last commit pushed by then.
            var to = commits.Any(commit => commit.Sha == told.Commit) ? told.Commit
                : commits.LastOrDefault(commit => commit.Authored <= told.At)?.Sha ?? "";
            var composed = ComposeRelease.Run(new(told.Tag, told.At, commits, before.GetValueOrDefault(told.Repository), to,
                setting.Components, StoryPattern));
            releases.Add((told, composed is Outcome<Release>.Done { Value: var release } ? release : null));
            if (to.Length > 0) before[told.Repository] = to;
        }
        return releases.ToImmutable();
    }
}
