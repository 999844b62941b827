using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Tests.Cip;

/// <summary>Short words for the facts of tests: everything happens at noon in New York unless a time is said.</summary>
internal static class CipRecords
{
    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/New_York"];
    public static readonly Actor Ana = new("ana", "security-analyst");
    public static readonly Actor Senior = new("sam", "security-analyst");

    public static readonly CipAsset Ems = new("ems-1", CipImpact.High, CipRole.BesCyberSystem, "ops");
    public static readonly CipAsset Badge = new("badge-1", CipImpact.Medium, CipRole.PhysicalAccess, "sites");

    public static Instant Noon(string day) => At(day, 12, 0);

    public static Instant At(string day, int hour, int minute) => NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value
        .At(new LocalTime(hour, minute)).InZoneLeniently(Zone).ToInstant();

    public static CipInputs Inputs(string asOf, params CipFact[] facts) => Inputs(Noon(asOf), facts);

    public static CipInputs Inputs(Instant asOf, params CipFact[] facts) =>
        new([Ems, Badge], [.. facts], new(WorkCalendar.AlwaysIn(Zone), asOf)) { SeniorManagers = [Senior.Name] };

    public static SourceTracked Tracked(string day) => new(Noon(day), Ana, "ems-1", "", "vendor");

    public static PatchesEvaluated Evaluated(string day, params string[] patches) =>
        new(Noon(day), Ana, "ems-1", "", "vendor", [.. patches]);

    public static ImmutableArray<string> Lines(IEnumerable<DueClock> clocks, string name) =>
    [
        .. clocks.Where(each => each.Duty.Name == name).Select(each => FormattableString.Invariant(
            $"{each.Duty.Subject} {each.LastDay:uuuu-MM-dd} {each.State} {each.Late}").Trim()),
    ];

    public static IEnumerable<string> Codes<T>(Outcome<T> outcome) => ((Outcome<T>.Done)outcome).Findings.Select(each => each.Code);
}
