using Busbar.Digital.Cybersecurity.Cases;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Kernel.Facts;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Security;

/// <summary>The demonstration's CIP facts and cases: invented, and said to be so. What is there already stays as it is.</summary>
public static class SampleSecurity
{
    private const string Vendor = "EMS vendor (simulated)";
    private static readonly Actor analyst = new("simulated security analyst", Roles.Security);
    private static readonly string proof = ContentHash.Of("simulated proof").Hex;

    /// <summary>Keeps them, dated back from a clock.</summary>
    public static void Keep(FactStore store, Instant now)
    {
        var (cip, cases) = (new CipBook(store), new CaseBook(store));
        Instant Ago(double days) => now - Duration.FromDays(days);
        if (cip.Scope(AsOf.Latest).Assets.IsEmpty)
        {
            cip.Keep(new("America/New_York", ["simulated senior manager"],
            [
                new("ems-1", CipImpact.High, CipRole.BesCyberSystem, "control-room"),
                    new("ems-fw", CipImpact.High, CipRole.AccessControl, "network"),
                new("badge-1", CipImpact.Medium, CipRole.PhysicalAccess, "sites"),
            ]), analyst, Ago(120));
            BaselineItem firmware = new(BaselineKind.System, "ems-os", "5.2"), telnet = new(BaselineKind.Port, "23/tcp", "");
            cip.Record(analyst, now,
                new SourceTracked(Ago(100), analyst, "ems-1", proof, Vendor),
                    new PatchesEvaluated(Ago(70), analyst, "ems-1", proof, Vendor, []),
                new PatchesEvaluated(Ago(33), analyst, "ems-1", proof, Vendor, ["EMS-5.2.1"]),
                new SourceTracked(Ago(60), analyst, "ems-fw", proof, Vendor),
                    new PatchesEvaluated(Ago(40), analyst, "ems-fw", proof, Vendor, ["FW-7"]),
                new PlanDated(Ago(20), analyst, "ems-fw", proof, "simulated plan", ["FW-7"], now.InUtc().Date.PlusDays(20)),
                new BaselineRecorded(Ago(90), analyst, "ems-1", proof, [firmware], ""),
                new ActiveAssessmentHeld(Ago(82), analyst, "ems-1", proof),
                new ActionPlanned(Ago(81), analyst, "ems-1", proof, "simulated remedies", now.InUtc().Date.PlusDays(30)),
                new BaselineObserved(Ago(80), analyst, "ems-1", proof, [firmware]), new WentLive(Ago(79), analyst, "ems-1", proof),
                new BaselineObserved(Ago(50), analyst, "ems-1", proof, [firmware]),
                new BaselineObserved(Ago(18), analyst, "ems-1", proof, [firmware, telnet]));
        }
        if (!cases.All(AsOf.Latest).IsEmpty) return;
        var id = cases.Open(new(Ago(5), analyst, "Restore points deleted on an operator's desk (simulated)", "ems-1", Ago(5.1),
            ["simulated@ems-1"]),
            now, new CaseTriaged(Ago(4.9), analyst, 2), new TechniqueSeen(Ago(4.8), analyst, "T0872"));
        cases.Move(id, now, new CaseDetermined(Ago(4.7), analyst, DeterminedAs.Attempt, "They tried, and came no further (simulated)."));
        cip.Record(analyst, now, new ReportSent(Ago(4.5), analyst, "ems-1", proof, id, "E-ISAC", [IncidentAttribute.AttackVector]));
        cases.Open(new(Ago(1), analyst, "Odd logon at night (simulated)", "badge-1", Ago(1.2), []), now);
    }
}
