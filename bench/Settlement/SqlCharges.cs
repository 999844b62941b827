using System.Collections.Immutable;

namespace Busbar.Settlement.Bench;

/// <summary>The twenty charges as set-based SQL: a select each of subject, interval and amount, over wide tables (one row a node or
/// subject and interval with all its values beside each other), which is the layout that suits SQL best.</summary>
internal static class SqlCharges
{
    public const string Schema = """
        CREATE UNLOGGED TABLE subject (id int PRIMARY KEY, kind text, node int, source int, zone int, region text);
        CREATE UNLOGGED TABLE node_hour (node int, h int, da_energy numeric, da_congestion numeric, da_loss numeric);
        CREATE UNLOGGED TABLE node_five (node int, t int, h int, rt_energy numeric, rt_congestion numeric, rt_loss numeric);
        CREATE UNLOGGED TABLE own_hour (id int, h int, da_mwh numeric);
        CREATE UNLOGGED TABLE own_five (id int, t int, h int, rt_mwh numeric);
        CREATE UNLOGGED TABLE load_hour (id int, h int, load numeric, demand numeric, use numeric, activity numeric);
        CREATE UNLOGGED TABLE plant_hour (id int, h int, sync_da numeric, nonsync_da numeric, da_cost numeric, rt_cost numeric);
        CREATE UNLOGGED TABLE plant_five (id int, t int, h int, regulation numeric, score numeric, mileage numeric, sync numeric,
            nonsync numeric);
        CREATE UNLOGGED TABLE own_day (id int, ftr_mw numeric, reserve_credit numeric, service_revenue numeric);
        CREATE UNLOGGED TABLE zone_hour (zone int, h int, sync_da_price numeric, nonsync_da_price numeric, sync_credits numeric,
            nonsync_credits numeric, load numeric);
        CREATE UNLOGGED TABLE zone_five (zone int, t int, sync_price numeric, nonsync_price numeric);
        CREATE UNLOGGED TABLE market_hour (h int, regulation_credits numeric, load numeric, loss_surplus numeric, revenue numeric,
            targets numeric, demand numeric);
        CREATE UNLOGGED TABLE market_five (t int, rmccp numeric, rmpcp numeric);
        CREATE UNLOGGED TABLE market_day (reserve_credits numeric, rto_rate numeric, east_rate numeric, west_rate numeric,
            rate_1301 numeric, rate_1303 numeric);
        CREATE UNLOGGED TABLE line (code int, id int, t int, amount numeric);
        CREATE UNLOGGED TABLE total (code int, exact numeric, billed numeric);
        """;

    public static ImmutableArray<string> Tables { get; } =
    [
        "subject", "node_hour", "node_five", "own_hour", "own_five", "load_hour", "plant_hour", "plant_five", "own_day", "zone_hour",
        "zone_five", "market_hour", "market_five", "market_day",
    ];

    private const string PlantDay = """
        SELECT o.id, sum(o.da_mwh * (n.da_energy + n.da_congestion + n.da_loss)) AS cleared
        FROM own_hour o JOIN subject s USING (id) JOIN node_hour n ON n.node = s.node AND n.h = o.h WHERE s.kind = 'plant' GROUP BY o.id
        """;

    /// <summary>The select of each code.</summary>
    public static ImmutableArray<(string Code, string Select)> All { get; } =
    [
        ("1205", Balancing("p.rt_energy", "AND s.kind <> 'utc'")),
        ("1215", Balancing("p.rt_congestion - COALESCE(q.rt_congestion, 0)", "")),
        ("1225", Balancing("p.rt_loss - COALESCE(q.rt_loss, 0)", "")),
        ("2340", """
            SELECT r.id, r.t, -(r.regulation * r.score / 12) * (m.rmccp + r.mileage * m.rmpcp)
            FROM plant_five r JOIN market_five m USING (t)
            """),
        ("2360", Reserve("sync")),
        ("2362", Reserve("nonsync")),
        ("1200", DayAhead("p.da_energy", "AND s.kind <> 'utc'")),
        ("1210", DayAhead("p.da_congestion - COALESCE(q.da_congestion, 0)", "")),
        ("1220", DayAhead("p.da_loss - COALESCE(q.da_loss, 0)", "")),
        ("2210", """
            SELECT id, h * 12, -ftr_mw * (greatest(0, spread) * least(1, revenue / targets) + least(0, spread)) FROM (
              SELECT d.id, p.h, d.ftr_mw, p.da_congestion - q.da_congestion AS spread, m.revenue, m.targets
              FROM own_day d JOIN subject s USING (id) JOIN node_hour p ON p.node = s.node
              JOIN node_hour q ON q.node = s.source AND q.h = p.h JOIN market_hour m ON m.h = p.h WHERE s.kind = 'right') paths
            """),
        ("2220", "SELECT l.id, h * 12, l.load * -(m.loss_surplus / m.load) FROM load_hour l JOIN market_hour m USING (h)"),
        ("1340", "SELECT l.id, h * 12, l.load * (m.regulation_credits / m.load) FROM load_hour l JOIN market_hour m USING (h)"),
        ("1360", SharedInZone("sync_credits")),
        ("1362", SharedInZone("nonsync_credits")),
        ("1370", """
            SELECT l.id, 0, sum(l.demand) * (SELECT reserve_credits FROM market_day) / (SELECT sum(demand) FROM market_hour)
            FROM load_hour l GROUP BY l.id
            """),
        ("1375", """
            SELECT f.id, 0, sum(abs(f.rt_mwh - o.da_mwh / 12))
                * (SELECT rto_rate + CASE s.region WHEN 'east' THEN east_rate ELSE west_rate END FROM market_day)
            FROM own_five f JOIN own_hour o USING (id, h) JOIN subject s USING (id) WHERE s.kind IN ('load', 'plant', 'inc', 'dec')
            GROUP BY f.id, s.region
            """),
        ("2370", $"""
            SELECT c.id, 0, -greatest(0, c.cost + r.cleared) FROM (SELECT id, sum(da_cost) AS cost FROM plant_hour GROUP BY id) c
            JOIN ({PlantDay}) r USING (id)
            """),
        ("2375", $"""
            SELECT c.id, 0, -greatest(0, c.cost + r.cleared + b.balanced - d.reserve_credit - d.service_revenue)
            FROM (SELECT id, sum(rt_cost) AS cost FROM plant_hour GROUP BY id) c JOIN ({PlantDay}) r USING (id)
            JOIN (SELECT f.id, sum((f.rt_mwh - o.da_mwh / 12) * (n.rt_energy + n.rt_congestion + n.rt_loss)) AS balanced
                  FROM own_five f JOIN own_hour o USING (id, h) JOIN subject s USING (id) JOIN node_five n ON n.node = s.node AND n.t = f.t
                  WHERE s.kind = 'plant' GROUP BY f.id) b USING (id)
            JOIN own_day d USING (id)
            """),
        ("1301", "SELECT id, 0, sum(use) * (SELECT rate_1301 FROM market_day) FROM load_hour GROUP BY id"),
        ("1303", "SELECT id, 0, sum(activity) * (SELECT rate_1303 FROM market_day) FROM load_hour GROUP BY id"),
    ];

    private static string Balancing(string price, string where) => $"""
        SELECT f.id, f.t, (f.rt_mwh - o.da_mwh / 12) * ({price}) FROM own_five f JOIN own_hour o USING (id, h) JOIN subject s USING (id)
        JOIN node_five p ON p.node = s.node AND p.t = f.t LEFT JOIN node_five q ON q.node = s.source AND q.t = f.t WHERE true {where}
        """;

    private static string DayAhead(string price, string where) => $"""
        SELECT o.id, o.h * 12, o.da_mwh * ({price}) FROM own_hour o JOIN subject s USING (id)
        JOIN node_hour p ON p.node = s.node AND p.h = o.h LEFT JOIN node_hour q ON q.node = s.source AND q.h = o.h WHERE true {where}
        """;

    private static string Reserve(string which) => $"""
        SELECT f.id, f.t, -(h.{which}_da * z.{which}_da_price + (f.{which} - h.{which}_da) * p.{which}_price) / 12
        FROM plant_five f JOIN plant_hour h USING (id, h) JOIN subject s USING (id) JOIN zone_hour z ON z.zone = s.zone AND z.h = f.h
        JOIN zone_five p ON p.zone = s.zone AND p.t = f.t
        """;

    private static string SharedInZone(string credits) => $"""
        SELECT l.id, l.h * 12, l.load * (z.{credits} / z.load) FROM load_hour l JOIN subject s USING (id)
        JOIN zone_hour z ON z.zone = s.zone AND z.h = l.h
        """;
}
