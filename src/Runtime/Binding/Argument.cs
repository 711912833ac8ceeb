using System.Diagnostics.CodeAnalysis;

namespace AsyncJobs.Binding;

/// <summary>
/// One argument of a job, still to be read. A fault is noted with the reader, and the default returned, so that all faults are found.
/// </summary>
public readonly struct Argument
{
    private readonly ArgumentReader _reader;
    private readonly ArgumentSource _source;
    private readonly string _name;

    internal Argument(ArgumentReader reader, ArgumentSource source, string name)
    {
        _reader = reader;
        _source = source;
        _name = name;
    }

    /// <summary>Reads an argument that must be there.</summary>
    public T Required<T>(Scalar<T> scalar)
        where T : notnull
    {
        switch (_reader.Read(_source, _name, scalar, out T? value))
        {
            case ArgumentOutcome.Found:
                return value!;
            case ArgumentOutcome.Missing:
                _reader.AddFault(_source, _name, "is required");
                break;
            default:
                AddMalformed(scalar);
                break;
        }

        return default!;
    }

    /// <summary>Reads an argument that may be absent.</summary>
    [return: NotNullIfNotNull(nameof(defaultValue))]
    public T? Optional<T>(Scalar<T> scalar, T? defaultValue)
        where T : notnull
    {
        switch (_reader.Read(_source, _name, scalar, out T? value))
        {
            case ArgumentOutcome.Found:
                return value!;
            case ArgumentOutcome.Malformed:
                AddMalformed(scalar);
                break;
            default:
                if (_reader is DescribingArguments description && defaultValue is not null)
                    description.NoteDefault(scalar, defaultValue);
                break;
        }

        return defaultValue!;
    }

    /// <summary>Reads an argument of a nullable value type.</summary>
    public T? Nullable<T>(Scalar<T> scalar, T? defaultValue = null)
        where T : struct
    {
        switch (_reader.Read(_source, _name, scalar, out T value))
        {
            case ArgumentOutcome.Found:
                return value;
            case ArgumentOutcome.Malformed:
                AddMalformed(scalar);
                break;
            default:
                if (_reader is DescribingArguments description && defaultValue is { } standIn)
                    description.NoteDefault(scalar, standIn);
                break;
        }

        return defaultValue;
    }

    /// <summary>Reads an argument that may be repeated; none gives an empty array.</summary>
    public T[] Array<T>(Scalar<T> scalar)
        where T : notnull => ArrayOrNull(scalar) ?? [];

    /// <summary>Reads an argument that may be repeated; none gives null.</summary>
    public T[]? ArrayOrNull<T>(Scalar<T> scalar)
        where T : notnull
    {
        switch (_reader.ReadAll(_source, _name, scalar, out T[]? values))
        {
            case ArgumentOutcome.Found:
                return values;
            case ArgumentOutcome.Malformed:
                AddMalformed(scalar);
                break;
        }

        return null;
    }

    private void AddMalformed<T>(Scalar<T> scalar)
        where T : notnull => _reader.AddFault(_source, _name, "must be " + scalar.Expected);
}
