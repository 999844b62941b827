using System.Collections.Immutable;
using System.Xml.Linq;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime.Text;
using static Busbar.Gateways.Statements.Ercot.WriteErcotStatement;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>Writes determinants as two tables of ERCOT's settlement extract, RTMOUTPUTHEADER and RTMOUTPUTINTERVAL (and RTMOUTPUTSCALAR for
/// those without intervals). Their keys must be columns of the header.</summary>
public static class WriteErcotExtract
{
    private const string Id = "UIDRTMOUTPUTHEADER";

    /// <summary>The documents by table; a table without rows is left out.</summary>
    public static ImmutableArray<SourceFile> Of(DeterminantExtract extract)
    {
        var rows = extract.Determinants.Select((one, i) => (One: one, Id: i + 1)).ToList();
        return
        [
            .. Table(extract, "HEADER", rows.Select(row => Header(row.One, row.Id))),
            .. Table(extract, "INTERVAL", rows.Where(row => row.One.Values is not null).Select(row => Interval(row.One, row.Id))),
            .. Table(extract, "SCALAR", rows.Where(row => row.One.Values is null).Select(row => Scalar(row.One, row.Id))),
        ];
    }

    private static IEnumerable<SourceFile> Table(DeterminantExtract extract, string kind, IEnumerable<XElement> rows)
    {
        var all = rows.ToList();
        if (all.Count > 0)
            yield return new($"RTMOUTPUT{kind}.xml", Bytes(new($"RTMOUTPUT{kind}_DATA", all), extract.IsSimulated));
    }

    private static XElement Header(PublishedDeterminant one, int id) => new("RTMOUTPUTHEADER", Leaf(Id, Number(id)), Leaf("SAVERECORDER",
        "RTM"),
        Leaf("SAVECHANNEL", Number(one.Version)), Leaf("UIDBILLDETERMINANT", one.Code),
        one.Keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(key => Leaf(key.Split('=')[0], key.Split('=')[1])));

    private static XElement Interval(PublishedDeterminant one, int id)
    {
        var values = one.Values!;
        return new("RTMOUTPUTINTERVAL", Leaf("UIDRTMOUTPUTINTERVAL", Number(id)), Leaf(Id, Number(id)), Span(one),
            Leaf("UIDSTATEMENTSCHED", "1"), Leaf("CALCGROUP", "1"), Leaf("SPI", Number((decimal)values.Step.TotalSeconds)),
            Leaf("UOMCODE", one.Unit), Leaf("DSTPARTICIPANT", "Y"), Leaf("TOTAL", Number(values.Values.Sum())),
            Leaf("MAXIMUM", Number(values.Values.Max())), Leaf("MINIMUM", Number(values.Values.Min())),
            Leaf("INTERVALCOUNT", Number(values.Count)), values.Values.Select((value, i) => Leaf($"INT{i + 1:000}", Number(value))));
    }

    private static XElement Scalar(PublishedDeterminant one, int id) => new("RTMOUTPUTSCALAR", Leaf(Id, Number(id)), Span(one),
        Leaf("UIDSTATEMENTSCHED", "1"), Leaf("CALCGROUP", "1"), Leaf("UOMCODE", one.Unit), Leaf("VALUE", Number(one.Scalar ?? 0)),
        Leaf("UIDRTMOUTPUTSCALAR", Number(id)));

    private static XElement[] Span(PublishedDeterminant one)
    {
        var clock = LocalDateTimePattern.GeneralIso;
        return
        [
            Leaf("STARTTIME", clock.Format(one.OperatingDay.Date.AtMidnight())),
            Leaf("STOPTIME", clock.Format(one.OperatingDay.Date.At(new(23, 59, 59)))),
        ];
    }
}
