using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Exchange;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;

namespace Mingsuan.Exchange.Files;

/// <summary>
/// 9101 文件上传 — a file in Base64, or as an array of bytes, for the institution of the envelope, whatever code stands in
/// the input. (nhsa §3.5)
/// </summary>
internal sealed class UploadFile(FileShelf shelf, Operations operations) : IInfno
{
    private const string Kind = "upload";

    public string Infno => "9101";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("fsUploadIn", "data");
        var name = input.RequiredText("filename", 200);
        var content = FileBytes.Read(call.Input, input);
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        return content.Length > FileShelf.LargestFile
            ? InfnoResult.Refused("E-FILE-TOO-LARGE", ("limit", FileBytes.Text(FileShelf.LargestFile)))
            : await operations.RunAsync(
                Infno, (db, token) => StoreAsync(db, call, FileBytes.SafeName(name), content, token), ct);
    }

    private async Task<InfnoResult> StoreAsync(
        MingsuanDb db, InfnoCall call, string name, byte[] content, CancellationToken ct)
    {
        await db.LockInstitutionAsync(call.Institution.Id.Value, ct);
        if (await shelf.RoomAsync(call.Institution.Id, ct) < content.Length)
        {
            return InfnoResult.Refused("E-FILE-SPACE", ("limit", FileBytes.Text(FileShelf.Space)));
        }

        var file = await shelf.PutAsync(
            new NewFile(call.Institution.Id, name, content, Kind, call.Actor), ct);
        return InfnoResult.Done(new JsonObject
        {
            ["file_qury_no"] = file.QueryNo,
            ["filename"] = file.Name,
            ["fixmedins_code"] = call.Institution.Code,
            ["dld_endtime"] = BeijingTime.Text(file.Until),
        });
    }
}

/// <summary>
/// 9102 文件下载 — the bytes themselves in place of an envelope; the number alone says which file, since clients put
/// anything into the name. (nhsa §3.5)
/// </summary>
internal sealed class DownloadFile(IFileShelf shelf) : IInfno
{
    public string Infno => "9102";

    public bool Writes => false;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("fsDownloadIn", "data");
        var number = input.RequiredText("file_qury_no", 30);
        input.Text("filename", 200);
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        return await shelf.FindAsync(call.Institution.Id, number, ct) is { } file
            ? InfnoResult.Done() with { File = new InfnoFile(file.Name, file.Content) }
            : InfnoResult.Refused("E-FILE-UNKNOWN", ("file", number));
    }
}

/// <summary>文件字节 — how the contents stand in a message.</summary>
internal static class FileBytes
{
    private const string Member = "in";

    /// <summary>The bytes of `in`; nothing and anything else is a fault.</summary>
    public static byte[] Read(JsonObject whole, WireReader input)
    {
        if (Node(whole) is JsonArray numbers)
        {
            return OfNumbers(numbers, input);
        }

        var text = input.RequiredText(Member, int.MaxValue);
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        if (text.Length > 0 && Convert.TryFromBase64String(text, bytes, out var length) && length > 0)
        {
            return bytes[..length];
        }

        input.Reject(Member);
        return [];
    }

    /// <summary>A name without folders and quotes: it goes into a header again.</summary>
    public static string SafeName(string name) => new([.. name.Select(
        sign => char.IsControl(sign) || sign is '/' or '\\' or '"' or ';' ? '_' : sign)]);

    public static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static JsonNode? Node(JsonObject whole)
    {
        foreach (var node in new[] { "fsUploadIn", "data" })
        {
            if (whole.FirstOrDefault(field => field.Key.Trim().Equals(node, StringComparison.OrdinalIgnoreCase)).Value
                is JsonObject found)
            {
                return found.FirstOrDefault(
                    field => field.Key.Trim().Equals(Member, StringComparison.OrdinalIgnoreCase)).Value;
            }
        }

        return null;
    }

    private static byte[] OfNumbers(JsonArray numbers, WireReader input)
    {
        var bytes = new byte[numbers.Count];
        for (var at = 0; at < bytes.Length; at++)
        {
            // A client's bytes may be signed: -1 is 255.
            if (numbers[at] is not JsonValue value || value.GetValueKind() != JsonValueKind.Number ||
                !value.TryGetValue<int>(out var number) || number is < sbyte.MinValue or > byte.MaxValue)
            {
                input.Reject(Member);
                return [];
            }

            bytes[at] = unchecked((byte)number);
        }

        if (bytes.Length == 0)
        {
            input.Reject(Member);
        }

        return bytes;
    }
}
