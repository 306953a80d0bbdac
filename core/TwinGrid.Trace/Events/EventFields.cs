using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using TwinGrid.Trace.Events.Hashing;
using TwinGrid.Trace.Events.Rules;
using TwinGrid.Trace.Events.Vocabulary;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Events;

/// <summary>Takes the fields of one sound event out of its JSON.</summary>
/// <param name="context">The context that its names and values are under.</param>
/// <param name="kind">Its kind.</param>
/// <param name="places">Canonical forms of places under this context by what was written, as far as known; added to.</param>
internal sealed class EventFields(JsonLdContext context, EventKind kind, Dictionary<string, string> places)
{
    private readonly ImmutableArray<EpcMention>.Builder _mentions = ImmutableArray.CreateBuilder<EpcMention>();
    private string? _id;
    private DateTimeOffset _time;
    private EventAction? _action;
    private string? _bizStep;
    private string? _disposition;
    private string? _readPoint;
    private string? _bizLocation;
    private string? _transformationId;
    private string? _lot;
    private ErrorDeclaration? _error;
    private Fault? _tooLong;

    /// <summary>Reads the event, its JSON left empty.</summary>
    /// <param name="item">The event's JSON.</param>
    /// <param name="typeName">Its type as written.</param>
    /// <param name="happening">The event; null when there is a fault.</param>
    /// <returns>The name that is too long; null when none is.</returns>
    public Fault? Read(JsonElement item, string typeName, out EpcisEvent? happening)
    {
        happening = null;
        Fitting(typeName);
        if (_tooLong is not null)
        {
            return _tooLong.Under("type");
        }

        ObjectRule rule = kind == EventKind.ExtendedEvent ? EventRules.Every : EventRules.Of(kind);
        foreach (JsonProperty member in item.EnumerateObject())
        {
            int place = rule.Find(member);
            if (place < 0)
            {
                continue;
            }

            (string name, ValueRule value) = rule[place];

            // An extended event may use a name of the standard for something else.
            if (kind != EventKind.ExtendedEvent || value.Check(member.Value) is null)
            {
                Take(name, member.Value);
                if (_tooLong is not null)
                {
                    return _tooLong.Under(name);
                }
            }
        }

        LotMentions.Add(_mentions, _lot);
        happening = new EpcisEvent
        {
            Id = _id ?? EventHash.Of(item, context),
            Kind = kind,
            TypeName = typeName,
            Time = _time,
            Action = _action,
            BizStep = _bizStep,
            Disposition = _disposition,
            ReadPoint = _readPoint,
            BizLocation = _bizLocation,
            TransformationId = _transformationId,
            Mentions = _mentions.DrainToImmutable(),
            Error = _error,
            Context = context.Text,
            Json = default,
        };
        return null;
    }

    private void Take(string name, JsonElement value)
    {
        switch (name)
        {
            case "eventID": _id = value.GetString(); break;
            case "eventTime": _time = Time(value); break;
            case "action": _action = ActionOf(value); break;
            case "bizStep": _bizStep = Word(CbvVocabulary.BizStep, value); break;
            case "disposition": _disposition = Word(CbvVocabulary.Disposition, value); break;
            case "readPoint": _readPoint = Place(value); break;
            case "bizLocation": _bizLocation = Place(value); break;
            case "transformationID": _transformationId = Epc(value); break;
            case "ilmd": _lot = LotMentions.LotOf(value); break;
            case "errorDeclaration": _error = Error(value); break;
            case "parentID": _mentions.Insert(0, new EpcMention(EpcRole.Parent, Epc(value))); break;
            case "epcList": Epcs(EpcRole.Epc, value); break;
            case "childEPCs": Epcs(EpcRole.Child, value); break;
            case "inputEPCList": Epcs(EpcRole.Input, value); break;
            case "outputEPCList": Epcs(EpcRole.Output, value); break;
            case "quantityList": Classes(EpcRole.EpcClass, value); break;
            case "childQuantityList": Classes(EpcRole.ChildClass, value); break;
            case "inputQuantityList": Classes(EpcRole.InputClass, value); break;
            case "outputQuantityList": Classes(EpcRole.OutputClass, value); break;
        }
    }

    private static EventAction ActionOf(JsonElement value) =>
        value.ValueEquals("ADD"u8) ? EventAction.Add : value.ValueEquals("DELETE"u8) ? EventAction.Delete : EventAction.Observe;

    private static DateTimeOffset Time(JsonElement value)
    {
        Values.TryTime(JsonText.Utf8(value), out DateTimeOffset time);
        return time;
    }

    private string Word(CbvVocabulary vocabulary, JsonElement value)
    {
        string text = value.GetString()!;
        return Cbv.Standard(vocabulary, text) ?? Fitting(context.Expand(text));
    }

    private string Epc(JsonElement value) => Epc(value.GetString()!);

    private string Epc(string written) => Fitting(CanonicalEpc.Of(context.Expand(written)));

    private string Place(JsonElement value)
    {
        string written = value.GetProperty("id"u8).GetString()!;
        if (!places.TryGetValue(written, out string? place))
        {
            place = Epc(written);
            if (_tooLong is not null)
            {
                _tooLong.Under("id");
                return place;
            }

            places.Add(written, place);
        }

        return place;
    }

    /// <summary>A name in the form that is kept, which may be longer than the one that was written; notes when it is too long.</summary>
    private string Fitting(string name)
    {
        // A character of UTF-16 is three bytes of UTF-8 at the most.
        if (name.Length > EpcisReader.MaximumNameBytes / 3 && Encoding.UTF8.GetByteCount(name) is var bytes && bytes > EpcisReader.MaximumNameBytes)
        {
            _tooLong = new Fault($"at most {EpcisReader.MaximumNameBytes} bytes", $"{bytes}");
        }

        return name;
    }

    private void Epcs(EpcRole role, JsonElement list)
    {
        int index = 0;
        foreach (JsonElement epc in list.EnumerateArray())
        {
            _mentions.Add(new EpcMention(role, Epc(epc)));
            if (_tooLong is not null)
            {
                _tooLong.Under(index);
                return;
            }

            index++;
        }
    }

    private void Classes(EpcRole role, JsonElement list)
    {
        int index = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            bool hasAmount = item.TryGetProperty("quantity"u8, out JsonElement number);
            decimal? quantity = hasAmount && Values.TryAmount(number, out decimal amount) ? amount : null;
            string? unit = item.TryGetProperty("uom"u8, out JsonElement text) ? text.GetString() : null;
            _mentions.Add(new EpcMention(role, Epc(item.GetProperty("epcClass"u8)), quantity, unit));
            if (_tooLong is not null)
            {
                _tooLong.Under("epcClass").Under(index);
                return;
            }

            index++;
        }
    }

    private ErrorDeclaration Error(JsonElement value)
    {
        string? reason = value.TryGetProperty("reason"u8, out JsonElement word) ? Word(CbvVocabulary.ErrorReason, word) : null;
        _tooLong?.Under("reason");
        ImmutableArray<string> corrective = value.TryGetProperty("correctiveEventIDs"u8, out JsonElement ids)
            ? [.. ids.EnumerateArray().Select(id => id.GetString()!)]
            : [];
        return new ErrorDeclaration(Time(value.GetProperty("declarationTime"u8)), reason, corrective);
    }
}
