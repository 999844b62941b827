using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Map;
using NodaTime;
using static Busbar.Digital.Operations.Tests.Map.SampleMap;

namespace Busbar.Digital.Operations.Tests.Map;

public sealed class MapTests
{
    [Fact]
    public void A_map_that_is_one_passes_and_what_carries_nothing_is_found()
    {
        Provoke.Found(CheckMap.Run(Desk));
        Provoke.Found(CheckMap.Run(Desk with { Services = Desk.Services.Add(Service("lonely")), Items = Desk.Items.Add(Item("spare")) }),
            "service-on-nothing", "orphan-item");
    }

    [Fact]
    public void A_cycle_is_named_with_its_path()
    {
        var refusal = Provoke.Refused(CheckMap.Run(Desk with { Dependencies = Desk.Dependencies.Add(Need("network", 1, "prices")) }),
            "dependency-cycle");
        Assert.Contains("prices → feed → network → prices", refusal.What, StringComparison.Ordinal);
        Provoke.Refused(CheckMap.Run(Desk with { Dependencies = [Need("feed", 1, "feed")] }), "dependency-cycle");
    }

    [Fact]
    public void What_is_no_map_is_refused()
    {
        Provoke.Refused(CheckMap.Run(Desk with { Items = Desk.Items.Add(Item("prices")) }), "duplicate-name");
        Provoke.Refused(CheckMap.Run(Desk with { Items = Desk.Items.Add(Item(" ")) }), "no-name");
        Provoke.Refused(CheckMap.Run(Desk with { Dependencies = [Need("prices", 1, "telex")] }), "unknown-name");
        Provoke.Refused(CheckMap.Run(Desk with { Dependencies = [Need("prices", 0, "feed")] }), "at-least-out-of-range");
        Provoke.Refused(CheckMap.Run(Desk with { Dependencies = [Need("prices", 2, "feed", "feed")] }), "at-least-out-of-range");
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_items_is_checked_and_followed()
    {
        var names = Enumerable.Range(0, 100_000).Select(i => $"i{i}").ToArray();
        var map = new ServiceMap([Service("s")], [.. names.Select(Item)],
            [Need("s", 1, names[0]), .. names.Zip(names.Skip(1), (upper, lower) => Need(upper, 1, lower))], Instant.MinValue);
        Provoke.Found(CheckMap.Run(map));
        Assert.Single(Provoke.Found(FindImpact.Run(new(map, [names[^1]]))).Services);
    }

    [Fact]
    public void A_set_carries_until_it_has_fewer_up_than_it_must()
    {
        var one = Provoke.Found(FindImpact.Run(new(Desk, ["db-3"])));
        Assert.Equal(["reports"], one.Services.Select(service => service.Name));
        Assert.Equal(new SpentReserve("day-ahead", Desk.Dependencies[0].Needs, 2, 2), Assert.Single(one.WithoutReserve));
        var two = Provoke.Found(FindImpact.Run(new(Desk, ["db-1", "db-3"])));
        Assert.Equal(["day-ahead", "reports"], two.Services.Select(service => service.Name));
        Assert.Empty(two.WithoutReserve);
        var network = Provoke.Found(FindImpact.Run(new(Desk, ["network"])));
        Assert.Equal(["day-ahead", "prices"], network.Services.Select(service => service.Name));
        Assert.Equal(["feed", "network"], network.Items.Select(item => item.Name));
        Assert.Equal(["SMV-01.1", "SMV-01.2", "SMV-01.3"], network.Stages);
        Provoke.Refused(FindImpact.Run(new(Desk, ["telex"])), "unknown-name");
    }

    [Fact]
    public void On_random_maps_the_impact_is_what_brute_force_finds()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var names = Enumerable.Range(0, 24).Select(i => $"n{i:00}").ToArray();
            var needs = Enumerable.Range(0, 30).Select(_ =>
            {
                var dependent = random.Next(0, 20);
                var members = Enumerable.Range(dependent + 1, 23 - dependent).Where(_ => random.Next(3) == 0).Append(23).Distinct()
                    .Select(i => names[i]).ToArray();
                return Need(names[dependent], random.Next(1, members.Length + 1), members);
            }).ToImmutableArray();
            var map = new ServiceMap([.. names[..8].Select(name => Service(name))], [.. names[8..].Select(Item)], needs, Instant.MinValue);
            var stopped = names.Where(_ => random.Next(8) == 0).ToImmutableArray();
            bool IsUp(string name) => !stopped.Contains(name)
                && needs.Where(need => need.Dependent == name).All(need => need.Needs.Count(IsUp) >= need.AtLeast);
            var impact = Provoke.Found(FindImpact.Run(new(map, stopped)));
            Assert.Equal(names[..8].Where(name => !IsUp(name)), impact.Services.Select(service => service.Name));
            Assert.Equal(names[8..].Where(name => !IsUp(name)), impact.Items.Select(item => item.Name));
        }
    }
}
