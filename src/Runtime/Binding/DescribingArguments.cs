using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Events;

namespace AsyncJobs.Binding;

/// <summary>
/// Has no argument at all and notes which ones are asked for, so that what is said of a job is what the code that reads its arguments does.
/// </summary>
internal sealed class DescribingArguments : ArgumentReader
{
    private readonly List<JobParameter> _parameters = [];

    public IReadOnlyList<JobParameter> Parameters => _parameters;

    public JsonTypeInfo? BodyType { get; private set; }

    /// <summary>What the body may be, as its Content-Type says it.</summary>
    public IReadOnlyList<string> BodyTypes { get; private set; } = [];

    public bool IsBodyRequired { get; private set; }

    internal override ArgumentOutcome Read<T>(ArgumentSource source, string name, Scalar<T> scalar, out T? value)
        where T : default
    {
        value = default;
        return Note(source, name, scalar, isRepeated: false);
    }

    internal override ArgumentOutcome ReadAll<T>(ArgumentSource source, string name, Scalar<T> scalar, out T[]? values)
    {
        values = null;
        return Note(source, name, scalar, isRepeated: true);
    }

    /// <summary>Notes what stands for the argument that was asked for last.</summary>
    internal void NoteDefault<T>(Scalar<T> scalar, T value)
        where T : notnull
    {
        try
        {
            _parameters[^1] = _parameters[^1] with { Default = scalar.Format(value) };
        }
        catch (ArgumentOutOfRangeException)
        {
            // A value that a request cannot have, such as one that its enumeration does not name.
        }
    }

    // The only fault of what is absent.
    internal override void AddFault(ArgumentSource source, string name, string fault) => _parameters[^1] = _parameters[^1] with { IsRequired = true };

    private protected override void AddBodyFault(string fault) => IsBodyRequired = true;

    private protected override ArgumentOutcome ReadBody<T>(JsonTypeInfo<T> type, out T? value)
        where T : default
    {
        value = default;
        BodyType = type;
        BodyTypes = RawBody.Takes<T>() ? [HttpReply.Json, RawBody.AnyType]
            : FormBody.Takes(type) ? [HttpReply.Json, FormBody.MediaType]
            : [HttpReply.Json];
        return ArgumentOutcome.Missing;
    }

    private protected override ArgumentOutcome ReadBodyStream(out Stream? value)
    {
        value = null;
        BodyTypes = [RawBody.AnyType];
        return ArgumentOutcome.Missing;
    }

    private ArgumentOutcome Note<T>(ArgumentSource source, string name, Scalar<T> scalar, bool isRepeated)
        where T : notnull
    {
        _parameters.Add(new JobParameter(source, name, typeof(T), scalar.Expected, IsRequired: false, isRepeated, Default: null)
        {
            Values = scalar.Values,
        });
        return ArgumentOutcome.Missing;
    }
}
