namespace AsyncJobs.Model.Tests;

/// <summary>
/// Goes through every world that can come of the first one, breadth first, and holds each step to the promises. Afterwards it follows from every
/// world what comes to pass without another fault: it has to come to a rest.
/// </summary>
internal sealed class Search(Decisions decisions, Scenario scenario)
{
    private const int Nowhere = -1;
    private const int ToRest = -2;

    // Far more steps than it takes: whoever takes more goes round in a circle.
    private const int LongestWay = 1000;

    private readonly WorldRules _rules = new(decisions, scenario);
    private readonly Promises _promises = new(scenario);
    private readonly Packing _packing = new(scenario);
    private readonly StateTable _states = new();

    // Of each world, the one that comes of it without another fault.
    private readonly List<int> _next = [];

    public Scenario Scenario => scenario;

    public int States => _states.Count;

    /// <summary>Searches the whole space.</summary>
    /// <returns>How a promise is broken; null where none is.</returns>
    public Counterexample? Run()
    {
        List<Step> steps = [];
        _states.Add(_packing.Pack(_rules.First), Nowhere);
        for (int number = 0; number < _states.Count; number++)
        {
            World world = _packing.Unpack(_states[number]);
            steps.Clear();
            _rules.Collect(world, steps);
            int due = int.MaxValue;
            int next = Nowhere;
            foreach (Step step in steps)
            {
                if (_promises.BrokenBy(world, step) is { } broken)
                    return new Counterexample(broken, TraceTo(number, isBroken: true));

                int after = _states.Add(_packing.Pack(step.After), number);
                if (step.Due > 0 && step.Due < due)
                    (due, next) = (step.Due, after);
            }

            _next.Add(next);
        }

        return Endless() is { } endless ? new Counterexample("What is under way comes to a rest.", TraceTo(endless, isBroken: false)) : null;
    }

    // A world from which nothing comes has to be at rest: where something is under way, something is due, or time passes.
    private int? Endless()
    {
        int[] next = [.. _next];
        List<int> path = [];
        for (int start = 0; start < next.Length; start++)
        {
            path.Clear();
            int number = start;
            while (next[number] != ToRest)
            {
                if (path.Count == LongestWay || (next[number] == Nowhere && !_packing.Unpack(_states[number]).IsQuiet))
                    return number;

                path.Add(number);
                if (next[number] == Nowhere)
                    break;
                number = next[number];
            }

            foreach (int passed in path)
                next[passed] = ToRest;
        }

        return null;
    }

    // The same steps again with names that stay as they are.
    private string TraceTo(int number, bool isBroken)
    {
        List<int> path = [];
        for (int at = number; at != Nowhere; at = _states.ParentOf(at))
            path.Add(at);
        path.Reverse();

        Trace trace = new();
        World world = _rules.First;
        foreach (int at in path.Skip(1))
        {
            Step step = StepsOf(world).First(step => _packing.Pack(step.After) == _states[at]);
            trace.Add(world, step);
            world = step.After;
        }

        if (isBroken)
            trace.Add(world, StepsOf(world).First(step => _promises.BrokenBy(world, step) is not null));
        return trace.ToString();
    }

    private List<Step> StepsOf(World world)
    {
        List<Step> steps = [];
        _rules.Collect(world, steps);
        return steps;
    }
}
