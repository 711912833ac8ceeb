using System.Globalization;

namespace AsyncJobs.Chaos;

/// <summary>The command line.</summary>
internal sealed record ChaosOptions
{
    public const string Help =
        """
        Runs jobs on a platform that fails in every way it may, and checks that nothing is lost.

          --jobs N             how many jobs (default: 10000)
          --seed N             repeats the decisions of another run (default: another one each time; it is printed)
          --clients N          how many jobs are under way at the same time (default: 150)
          --concurrency N      how many processes a function may have (default: 10)
          --minutes N          starts no more jobs after so long (default: 9)
          --kill PERCENT       of the invocations whose process is killed (default: 0.2)
          --steps PERCENT      of the jobs that go on in several invocations (default: 8)
          --sabotage WHAT      breaks the store on the way to DynamoDB, to show that the checks notice:
                               claim, lease or continue takes the condition from those writes
          --keep               keeps the logs of the platform and of the attempts, also where all is well
        """;

    public int Jobs { get; private init; } = 10_000;

    public int Seed { get; private init; } = Random.Shared.Next();

    public int Clients { get; private init; } = 150;

    public int Concurrency { get; private init; } = 10;

    public double Minutes { get; private init; } = 9;

    public double Kill { get; private init; } = 0.2;

    public double Steps { get; private init; } = 8;

    public Sabotage Sabotage { get; private init; }

    public bool Keep { get; private init; }

    public bool ShowHelp { get; private init; }

    /// <summary>The command line that runs the same again.</summary>
    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"--seed {Seed} --jobs {Jobs} --clients {Clients} --concurrency {Concurrency} --kill {Kill} --steps {Steps}{(Sabotage is Sabotage.None ? "" : $" --sabotage {Sabotage}")}");

    /// <exception cref="FormatException">It is not understood.</exception>
    public static ChaosOptions Parse(string[] args)
    {
        ChaosOptions options = new();
        for (int i = 0; i < args.Length; i++)
        {
            string name = args[i];
            options = name switch
            {
                "--jobs" => options with { Jobs = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--seed" => options with { Seed = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--clients" => options with { Clients = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--concurrency" => options with { Concurrency = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--minutes" => options with { Minutes = double.Parse(Value(), CultureInfo.InvariantCulture) },
                "--kill" => options with { Kill = double.Parse(Value(), CultureInfo.InvariantCulture) },
                "--steps" => options with { Steps = double.Parse(Value(), CultureInfo.InvariantCulture) },
                "--sabotage" => options with { Sabotage = Enum.Parse<Sabotage>(Value(), ignoreCase: true) },
                "--keep" => options with { Keep = true },
                "--help" => options with { ShowHelp = true },
                _ => throw new FormatException($"\"{name}\" is not an option; --help lists them."),
            };

            string Value() => ++i < args.Length ? args[i] : throw new FormatException($"{name} needs a value.");
        }

        return options;
    }
}
