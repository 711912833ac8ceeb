using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;

namespace AsyncJobs.Generator.Emit;

/// <summary>Writes how a job's arguments are read.</summary>
internal static class BindEmitter
{
    public static void Write(SourceWriter source, JobModel job)
    {
        bool isEmpty = true;
        foreach (ParameterModel parameter in job.Parameters)
            isEmpty &= !parameter.IsBound;

        string signature = $"protected override Input BindInput({source.Names.Binding}ArgumentReader args) =>";
        if (isEmpty)
        {
            source.Line(signature + " default;");
            return;
        }

        source.Line(signature + " new Input");
        source.Open();
        foreach (ParameterModel parameter in job.Parameters)
        {
            if (!parameter.IsBound)
                continue;

            string value = parameter.Source == BindingSource.Body ? OfBody(parameter) : OfText(parameter, source.Names);
            source.Line($"{InputMember.Of(parameter)} = {value},");
        }

        source.Close(";");
    }

    private static string OfBody(ParameterModel parameter)
    {
        if (parameter.IsStreamBody)
            return parameter.Presence == Presence.Required ? "args.BodyStream()" : "args.BodyStreamOrDefault()" + Forgive(parameter);

        if (parameter.Presence == Presence.Required)
            return "args.Body(BodyJson)";

        return parameter.Default is not (null or "null" or "default")
            ? $"args.BodyOrDefault(BodyJson) ?? {parameter.Default}"
            : "args.BodyOrDefault(BodyJson)" + Forgive(parameter);
    }

    private static string OfText(ParameterModel parameter, Aliases names)
    {
        string argument = $"args.{parameter.Source}({Literal.Of(parameter.Key)})";
        string scalar = ScalarExpression.Of(parameter, names);
        if (parameter.Collection != CollectionKind.None)
            return OfMany(parameter, argument, scalar, names);

        return parameter.Presence switch
        {
            Presence.Required => $"{argument}.Required({scalar})",
            Presence.NullableValue when parameter.Default is null or "null" => $"{argument}.Nullable({scalar})",
            Presence.NullableValue => $"{argument}.Nullable({scalar}, {parameter.Default})",
            _ when parameter.ScalarType is "sbyte" or "byte" or "short" or "ushort" =>
                $"{argument}.Optional<{parameter.ScalarType}>({scalar}, {parameter.Default})",
            _ => $"{argument}.Optional({scalar}, {parameter.Default ?? "null"}{Forgive(parameter)})",
        };
    }

    private static string OfMany(ParameterModel parameter, string argument, string scalar, Aliases names)
    {
        bool isRequired = parameter.Presence == Presence.Required;
        if (parameter.Collection == CollectionKind.Array)
            return isRequired ? $"{argument}.Array({scalar})" : $"{argument}.ArrayOrNull({scalar}){Forgive(parameter)}";

        string list = $"{names.Generic}List<{parameter.ScalarType}{(parameter.HasNullableItems ? "?" : "")}>";
        string items = parameter.Name == "args" ? "items" : Identifier.Escape(parameter.Name);
        return isRequired
            ? $"new {list}({argument}.Array({scalar}))"
            : $"{argument}.ArrayOrNull({scalar}) is {{ }} {items} ? new {list}({items}) : null{Forgive(parameter)}";
    }

    // "= null" for a type that is not nullable: the method's author accepts it.
    private static string Forgive(ParameterModel parameter) =>
        parameter is { Default: "null", IsValueType: false } && !parameter.Type.EndsWith("?", StringComparison.Ordinal) ? "!" : "";
}
