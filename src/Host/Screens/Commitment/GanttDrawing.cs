using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Supply.Commitment;
using Busbar.Supply.Commitment.Master;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Host.Screens.Commitment;

/// <summary>Draws which unit is on in which hour as SVG: one lane a unit, longest on first. The filled height is output as a share of the
/// unit's maximum; a line under a lane is the minimum run after a start; hatched hours are an outage, and what hangs from the top
/// of an hour is what a derate takes away, by the unit master's calendar as the plan knew it.</summary>
public static class GanttDrawing
{
    private const double Left = 150;
    private const double Hour = 33;
    private const double Lane = 20;
    private const double Height = 14;

    /// <summary>The drawing. Every name in it is encoded.</summary>
    public static string Draw(ScreenView view, DispatchSchedule schedule)
    {
        var labels = view.Calendar.HoursOf(schedule.Day).Select(hour => view.Clock.Label(hour.Start)).ToArray();
        var units = schedule.Units.OrderByDescending(unit => unit.IsOn.Count(isOn => isOn)).ToArray();
        var fleet = view.Reads.Fleet(view.AsOf);
        var offers = view.Reads.OfDay<FleetOffers>(schedule.Day, view.AsOf)?.Body;
        var available = Available(view, schedule, fleet);
        var svg = new StringBuilder();
        svg.Append(Of($"<svg viewBox=\"0 0 {Left + Hour * labels.Length + 4:0} {24 + Lane * units.Length:0}\" role=\"img\" "))
            .Append("aria-label=\"Which unit is on in which hour; the units table holds the same in numbers\">");
        for (var hour = 0; hour < labels.Length; hour += 2)
            svg.Append(Of($"<text class=\"tick\" x=\"{X(hour) + Hour / 2:0.#}\" y=\"12\">{labels[hour][2..]}</text>"));
        for (var row = 0; row < units.Length; row++)
        {
            var y = Lane * (row + 1);
            DrawLane(svg, units[row], y, labels, MostOf(fleet, units[row]));
            DrawDuties(svg, units[row], y, fleet?.Thermal.FirstOrDefault(unit => unit.Name == units[row].Unit),
                offers?.Units.FirstOrDefault(unit => unit.Unit == units[row].Unit), labels);
            DrawDerates(svg, units[row], y, available.FirstOrDefault(unit => unit.Unit == units[row].Unit),
                MostOf(fleet, units[row]), labels);
        }
        return svg.Append("</svg>").ToString();
    }

    private static void DrawLane(StringBuilder svg, UnitSchedule unit, double y, string[] labels, decimal most)
    {
        var name = HtmlEncoder.Default.Encode(unit.Unit);
        svg.Append(Of($"<text class=\"unit\" x=\"{Left - 8}\" y=\"{y + 12}\">{name}</text>"));
        svg.Append(Of($"<rect class=\"lane\" x=\"{Left}\" y=\"{y}\" width=\"{Hour * labels.Length}\" height=\"{Height}\" />"));
        for (var hour = 0; hour < unit.Output.Count; hour++)
        {
            if (!unit.IsOn[hour]) continue;
            var output = unit.Output[hour].Value;
            var height = Math.Clamp(most > 0 ? (double)(Math.Abs(output) / most) : 1, 0.12, 1) * Height;
            var kind = output < 0 ? "on charging" : "on";
            svg.Append(Of($"<rect class=\"hour\" x=\"{X(hour)}\" y=\"{y}\" width=\"{Hour - 1}\" height=\"{Height}\" />"))
                .Append(Of($"<rect class=\"{kind}\" x=\"{X(hour)}\" y=\"{y + Height - height:0.#}\" width=\"{Hour - 1}\" "))
                .Append(Of($"height=\"{height:0.#}\"><title>{name} {labels[hour]}: {Show.Number(output, 1)} MW"))
                .Append(Of($"{(most > 0 ? $" of {Show.Number(most, 1)}" : "")}</title></rect>"));
        }
    }

    private static ImmutableArray<UnitAvailability> Available(ScreenView view, DispatchSchedule schedule, FleetRegister? fleet) =>
        fleet is not null && view.Reads.Store.ReadDocument<UnitMaster>(new(nameof(UnitMaster), Kinds.Current), view.AsOf) is { } master
            ? ResolveAvailability.Run(view.Calendar, schedule.Day, schedule.DecidedAt, fleet, master.Body).OrThrow() : [];

    private static void DrawDerates(
        StringBuilder svg, UnitSchedule unit, double y, UnitAvailability? available, decimal most, string[] labels)
    {
        for (var hour = 0; available is not null && most > 0 && hour < Math.Min(labels.Length, available.Most.Length); hour++)
        {
            var reached = available.Most[hour].Value;
            if (reached >= most) continue;
            var height = (double)(1 - reached / most) * Height;
            svg.Append(Of($"<rect class=\"{(reached > 0 ? "derate" : "outage")}\" x=\"{X(hour)}\" y=\"{y}\" width=\"{Hour - 1}\" "))
                .Append(Of($"height=\"{height:0.#}\"><title>{HtmlEncoder.Default.Encode(unit.Unit)} {labels[hour]}: "))
                .Append(Of($"{(reached > 0 ? $"reaches {Show.Number(reached, 1)} MW" : "out")}</title></rect>"));
        }
    }

    private static void DrawDuties(StringBuilder svg, UnitSchedule unit, double y, ThermalUnit? thermal, UnitOffer? offer, string[] labels)
    {
        var name = HtmlEncoder.Default.Encode(unit.Unit);
        for (var hour = 0; thermal is not null && offer is not null && hour < Math.Min(labels.Length, offer.MaxMw.Count); hour++)
            if (offer.MaxMw[hour].Value == 0)
                svg.Append(Of($"<rect class=\"outage\" x=\"{X(hour)}\" y=\"{y}\" width=\"{Hour - 1}\" height=\"{Height}\">"))
                    .Append(Of($"<title>{name} {labels[hour]}: out</title></rect>"));
        foreach (var start in unit.Starts)
        {
            var hours = Math.Min(thermal?.MinUpHours ?? 0, labels.Length - start.HourIndex);
            if (hours > 0)
                svg.Append(Of($"<rect class=\"min-run\" x=\"{X(start.HourIndex)}\" y=\"{y + Height}\" width=\"{Hour * hours - 1}\" "))
                    .Append(Of($"height=\"3\"><title>{name} runs {thermal!.MinUpHours} hours at least</title></rect>"));
            svg.Append(Of($"<text class=\"start\" x=\"{X(start.HourIndex) + Hour / 2:0.#}\" y=\"{y + 11}\">◆"))
                .Append(Of($"<title>Start of {name}: {Show.Money(start.Cost)} USD</title></text>"));
        }
    }

    /// <summary>The register's maximum, or the day's highest where the register does not name the unit.</summary>
    private static decimal MostOf(FleetRegister? fleet, UnitSchedule unit) =>
        fleet?.Thermal.FirstOrDefault(each => each.Name == unit.Unit)?.MaxMw.Value
        ?? fleet?.Renewable.FirstOrDefault(each => each.Name == unit.Unit)?.MaxMw.Value
        ?? fleet?.Hydro.FirstOrDefault(each => each.Name == unit.Unit)?.MaxMw.Value
        ?? fleet?.Storage.FirstOrDefault(each => each.Name == unit.Unit)?.DischargeMw.Value
        ?? unit.Output.Values.Max(mw => Math.Abs(mw.Value));

    private static double X(int hour) => Left + Hour * hour;

    private static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
