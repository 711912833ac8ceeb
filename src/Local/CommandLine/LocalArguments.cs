namespace AsyncJobs.Local.CommandLine;

/// <summary>Walks a command line, argument by argument: <c>--name value</c>, <c>--name=value</c>, or <c>--name</c> alone.</summary>
internal sealed class LocalArguments(IReadOnlyList<string> args)
{
    private int _index = -1;

    /// <summary>The argument as it was given.</summary>
    public string Text => args[_index];

    /// <summary>What is before the equals sign of an option, or the whole argument.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What is behind the equals sign; null where there is none.</summary>
    public string? Value { get; private set; }

    public bool MoveNext()
    {
        if (++_index == args.Count)
            return false;

        int equals = Text.StartsWith("--", StringComparison.Ordinal) ? Text.IndexOf('=', StringComparison.Ordinal) : -1;
        (Name, Value) = equals < 0 ? (Text, null) : (Text[..equals], Text[(equals + 1)..]);
        return true;
    }

    /// <summary>The value that the option has to have: its own, or the next argument.</summary>
    /// <exception cref="LocalOptionsException">It has none.</exception>
    public string TakeValue() =>
        Value ?? (_index + 1 < args.Count ? args[++_index] : throw new LocalOptionsException($"{Name} needs a value."));

    /// <summary>The value that the option may have: its own, or the next argument, unless that is an option.</summary>
    public string? TakeValueIfAny() =>
        Value is null && _index + 1 < args.Count && !args[_index + 1].StartsWith('-') ? args[++_index] : Value;
}
