using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Exposure;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Security;

/// <summary>A finding as people look at it.</summary>
public sealed record ShownFinding(DecidedFinding Decided, FindingDecision Decision, FindingClock Clock)
{
    /// <summary>What people call it: the vulnerability, where it sits, and on which asset.</summary>
    public string Name =>
        $"{Decided.Finding.Aliases.FirstOrDefault(Decided.Finding.Title)} in {Decided.Finding.Component} on {Decided.Asset}";
}

/// <summary>The books of findings: one of each a process, because what is open is kept in memory.</summary>
public sealed class SecurityBooks
{
    private readonly MapBook maps;
    private readonly LastAnswers answers;

    /// <summary>The books over a store; the clock dates what people do.</summary>
    public SecurityBooks(FactStore store, MapBook maps, LastAnswers answers, IClock clock)
    {
        (this.maps, this.answers) = (maps, answers);
        Findings = new(store, maps, clock);
        Acceptances = new(store, Findings, clock);
        Points = new(store);
        Predictions = new(store);
        Bills = new(store, maps, Findings, clock);
        Advisories = new(store, Findings, clock);
    }

    /// <summary>The findings.</summary>
    public FindingBook Findings { get; }

    /// <summary>What is published of vulnerabilities.</summary>
    public PointsBook Points { get; }

    /// <summary>The estimates of exploitation in force.</summary>
    public PredictionBook Predictions { get; }

    /// <summary>What assets are made of.</summary>
    public BillBook Bills { get; }

    /// <summary>What vendors and coordinators published.</summary>
    public AdvisoryBook Advisories { get; }

    /// <summary>The risks accepted.</summary>
    public AcceptanceBook Acceptances { get; }

    /// <summary>Every finding with its decision and its clock as of an instant. An asset that has left the map is decided as if it were
    /// vital and public, until somebody says otherwise.</summary>
    public ImmutableArray<ShownFinding> Shown(AsOf asOf) => answers.Of("findings shown", asOf, () => Decide(asOf));

    private ImmutableArray<ShownFinding> Decide(AsOf asOf)
    {
        var items = maps.Map(asOf).Items.ToDictionary(item => item.Name);
        var acceptances = Acceptances.All(asOf).Approved.ToLookup(each => each.FindingId);
        var (points, exploited) = Points.Read(asOf);
        var predictions = Predictions.Read(asOf).Scores;
        var now = ReadClock.Of(asOf);
        return
        [
            .. Findings.All(asOf).SelectMany(asset => asset.Findings.Select(finding =>
            {
                var item = items.GetValueOrDefault(asset.Asset)
                    ?? new ConfigurationItem(asset.Asset, "unknown", "", Criticality.Vital, NetworkExposure.Public);
                var decision = DecideFinding.Run(new(finding, item, points, exploited) { Predictions = predictions });
                return new ShownFinding(new(asset.Asset, finding, decision.Term), decision,
                    Digital.Cybersecurity.Exposure.ReadClock.Run(finding, decision.Term, [.. acceptances[finding.Id]], now));
            })),
        ];
    }
}
