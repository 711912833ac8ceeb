using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;

namespace AsyncJobs.Sam.Verification;

/// <summary>
/// Reads a text back before it replaces a file: what the build means to write stands where it has to, and nothing else came, went or changed.
/// It knows nothing of how the text was made.
/// </summary>
internal sealed class EditCheck
{
    private readonly IReadOnlyList<TemplateEdit> _edits;

    private EditCheck(IReadOnlyList<TemplateEdit> edits) => _edits = edits;

    /// <summary>Checks a text.</summary>
    /// <param name="before">The file's text.</param>
    /// <param name="after">The text that shall replace it.</param>
    /// <param name="edits">All that may differ.</param>
    /// <exception cref="TemplateException">It is not what it has to be.</exception>
    public static void Verify(string before, string after, IReadOnlyList<TemplateEdit> edits)
    {
        string? fault;
        try
        {
            fault = new EditCheck(edits).Find(before, after);
        }
        catch (Exception exception)
        {
            fault = $"it cannot be read back ({exception.Message})";
        }

        if (fault is not null)
        {
            throw new TemplateException(
                ErrorCodes.Unchecked,
                $"The new text of the template is not right: {fault}. The file is as it was. "
                + "Write that place in a plainer way, and please report the template.");
        }
    }

    private string? Find(string before, string after)
    {
        (Content old, Content now) = Read(before, after);
        return Compare(old, now, [], _edits) ?? FindText(before, old, after, now);
    }

    private static (Content Old, Content Now) Read(string before, string after)
    {
        bool isNew = string.IsNullOrWhiteSpace(before);
        Content? oldJson = isNew ? new Content { Kind = NodeKind.Map } : JsonContent.TryRead(before);
        if (oldJson is not null && JsonContent.TryRead(after) is { } json)
            return (oldJson, json);
        return (YamlContent.Read(before), YamlContent.Read(after));
    }

    // The bytes of what is not written anew.
    private string? FindText(string before, Content old, string after, Content now)
    {
        if (string.IsNullOrWhiteSpace(before))
            return null;

        List<IReadOnlyList<string>> changed = [.. _edits.Where(edit => !Stands(old, edit)).Select(edit => edit.Path)];
        return ForeignText.AreEqual((before, old), (after, now), changed)
            ? null
            : "something beside the jobs' resources would be written in another way, or a comment be lost";
    }

    private static bool Stands(Content root, TemplateEdit edit)
    {
        Content? content = root;
        foreach (string name in edit.Path)
            content = content?.IndexOf(name) is >= 0 and int index ? content.Members[index].Value : null;
        return edit.Value is null ? content is null : content is not null && Canonical.AreEqual(content.ToJson(), edit.Value);
    }

    private static string? Compare(Content old, Content now, IReadOnlyList<string> path, IReadOnlyList<TemplateEdit> edits)
    {
        if (now.Kind is not NodeKind.Map || (old.Kind is NodeKind.Map && old.Form.Length > 0 && old.Form != now.Form))
            return $"{Name(path)} would be another kind of value";

        List<IGrouping<string, TemplateEdit>> names = [.. edits.GroupBy(edit => edit.Path[path.Count])];
        return CompareOthers(Others(old, names), Others(now, names), path)
            ?? names.Select(name => CompareEdited(old, now, path, name)).FirstOrDefault(fault => fault is not null);
    }

    // Of several of one name the last one counts, and is the one that is edited; one that is removed is gone with all.
    private static List<ContentMember> Others(Content map, IReadOnlyList<IGrouping<string, TemplateEdit>> names)
    {
        List<ContentMember> others = [.. map.Members];
        foreach (IGrouping<string, TemplateEdit> name in names)
        {
            int last = others.FindLastIndex(member => member.Name == name.Key);
            if (name.Any(edit => edit.Value is null && edit.Path[^1] == name.Key))
                others.RemoveAll(member => member.Name == name.Key);
            else if (last >= 0)
                others.RemoveAt(last);
        }

        return others;
    }

    private static string? CompareOthers(List<ContentMember> old, List<ContentMember> now, IReadOnlyList<string> path)
    {
        for (int i = 0; i < Math.Max(old.Count, now.Count); i++)
        {
            if (i >= old.Count || i >= now.Count || old[i].Name != now[i].Name || !old[i].Value.IsSame(now[i].Value))
                return $"{Name([.. path, i < old.Count ? old[i].Name : now[i].Name])} would not be what it was";
        }

        return null;
    }

    private static string? CompareEdited(Content old, Content now, IReadOnlyList<string> path, IGrouping<string, TemplateEdit> edits)
    {
        string[] inner = [.. path, edits.Key];
        int index = now.IndexOf(edits.Key);
        int oldIndex = old.IndexOf(edits.Key);
        TemplateEdit[] whole = [.. edits.Where(edit => edit.Path.Count == inner.Length)];
        if (whole.Length == 0)
        {
            if (index < 0)
                return $"{Name(inner)} would be gone";

            Content former = oldIndex < 0 ? new Content { Kind = NodeKind.Map } : old.Members[oldIndex].Value;
            return Compare(former, now.Members[index].Value, inner, [.. edits]);
        }

        JsonNode? wanted = whole[^1].Value;
        bool isRight = wanted is null ? index < 0 : index >= 0 && Canonical.AreEqual(now.Members[index].Value.ToJson(), wanted);
        return isRight ? null : $"{Name(inner)} would not be what the jobs need";
    }

    private static string Name(IReadOnlyList<string> path) => path.Count == 0 ? "the template" : $"'{string.Join('.', path)}'";
}
