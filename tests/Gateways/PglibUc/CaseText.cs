using System.Text;

namespace Busbar.Gateways.Tests.PglibUc;

/// <summary>A small case as pglib-uc would print it.</summary>
internal static class CaseText
{
    public const string Whole = """
        {
          "time_periods": 2,
          "demand": [100.5, 90],
          "reserves": [10, 0],
          "thermal_generators": {
            "A": {
              "must_run": 1,
              "power_output_minimum": 20.5,
              "power_output_maximum": 50,
              "ramp_up_limit": 11,
              "ramp_down_limit": 12,
              "ramp_startup_limit": 30,
              "ramp_shutdown_limit": 31,
              "time_up_minimum": 3,
              "time_down_minimum": 4,
              "power_output_t0": 25,
              "unit_on_t0": 1,
              "time_down_t0": 0,
              "time_up_t0": 7,
              "startup": [{"lag": 4, "cost": 100}, {"lag": 9, "cost": 250.5}],
              "piecewise_production": [{"mw": 20.5, "cost": 500}, {"mw": 40, "cost": 900}, {"mw": 50, "cost": 1200}],
              "name": "A"
            }
          },
          "renewable_generators": {
            "W": {"name": "W", "power_output_minimum": [0, 1], "power_output_maximum": [5, 6.25]}
          }
        }
        """;

    public static SourceFile File(string text) => new("case.json", Encoding.UTF8.GetBytes(text));
}
