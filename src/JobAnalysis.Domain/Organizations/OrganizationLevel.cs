namespace JobAnalysis.Domain.Organizations;

/// <summary>
/// 機關層級, a closed list and a dated attribute of the agency; input of the tier rule. Central levels are those of 中央行政機關組織基準法 §2,
/// local ones those of 地方制度法 and 地方行政機關組織準則.
/// </summary>
public enum OrganizationLevel
{
    /// <summary>中央一級機關 (院) and 總統府.</summary>
    CentralFirstLevel,

    /// <summary>中央二級機關 (部、會、獨立機關).</summary>
    CentralSecondLevel,

    /// <summary>中央三級機關 (署、局, 三級獨立機關).</summary>
    CentralThirdLevel,

    /// <summary>中央四級機關 (分署、分局).</summary>
    CentralFourthLevel,

    /// <summary>直轄市政府.</summary>
    SpecialMunicipality,

    /// <summary>直轄市政府所屬一級機關 (局、處、委員會).</summary>
    SpecialMunicipalityFirstLevel,

    /// <summary>直轄市政府所屬二級機關.</summary>
    SpecialMunicipalitySecondLevel,

    /// <summary>直轄市之區公所, 山地原住民區公所 included.</summary>
    SpecialMunicipalityDistrict,

    /// <summary>縣（市）政府.</summary>
    County,

    /// <summary>縣（市）政府所屬一級機關.</summary>
    CountyFirstLevel,

    /// <summary>縣（市）政府所屬二級機關.</summary>
    CountySecondLevel,

    /// <summary>市之區公所.</summary>
    CityDistrict,

    /// <summary>鄉（鎮、市）公所.</summary>
    Township,

    /// <summary>地方民意機關 (議會、代表會).</summary>
    LocalCouncil,

    /// <summary>公立學校.</summary>
    PublicSchool,

    /// <summary>公營事業、行政法人 and whatever stands outside the levels above.</summary>
    Other,
}
