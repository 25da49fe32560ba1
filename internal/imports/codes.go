package imports

import "sync"

// A codeText is a code of the dataset that no field of the record holds, and what it means.
type codeText struct{ code, means string }

// ssdCodes are code sets of the Standard Safeguarding Dataset
// (data-to-insight/ssd-data-model) that the record has no table for: they are
// said in words.
var ssdCodes = sync.OnceValue(func() map[string][]codeText {
	return map[string][]codeText{
		"source": {
			{"1A", "individual: family member, relative or carer"},
			{"1B", "individual: acquaintance (including neighbours and child minders)"},
			{"1C", "individual: self"},
			{"1D", "individual: other (including strangers or Members of Parliament (MPs))"},
			{"2A", "SCHOOLS"},
			{"2B", "EDUCATION SERVICES"},
			{"3A", "HEALTH SERVICES - general practitioner (GP)"},
			{"3B", "HEALTH SERVICES - health visitor"},
			{"3C", "HEALTH SERVICES - school nurse"},
			{"3D", "HEALTH SERVICES - other primary health services"},
			{"3E", "HEALTH SERVICES - A&E (accident and emergency department)"},
			{"3F", "HEALTH SERVICES - other (for example hospice)"},
			{"4", "HOUSING - local authority housing or housing association"},
			{"5A", "LA SERVICES - social care, for example adults social care services"},
			{"5B", "LA SERVICES - other internal services, not including social care or early help"},
			{"5C",
				"LA SERVICES - external, from another local authority’s services, for example social " +
					"care or early help"},
			{"5D", "LA SERVICES - early help"},
			{"6", "POLICE"},
			{"7",
				"OTHER LEGAL AGENCY - including courts, probation, immigration, CAFCASS (Children and " +
					"Family Court Advisory and Support Service) or prison"},
			{"8", "OTHER - including children’s centres, independent agency providers or voluntary organisations"},
			{"9", "ANONYMOUS"},
			{"10", "UNKNOWN"},
		},
		"factors": {
			{"1A", "Alcohol misuse: concerns about alcohol misuse by the child"},
			{"1B", "Alcohol misuse: concerns about alcohol misuse by the parent(s)/carer(s)"},
			{"1C", "Alcohol misuse: concerns about alcohol misuse by another person living in the household"},
			{"2A", "Drug misuse: concerns about drug misuse by the child"},
			{"2B", "Drug misuse: concerns about drug misuse by the parent(s)/carer(s)"},
			{"2C", "Drug misuse: concerns about drug misuse by another person living in the household"},
			{"3A", "Domestic abuse: concerns about the child being the subject of domestic abuse"},
			{"3B",
				"Domestic abuse: concerns about the child's parent(s)/carer(s) being the subject of domestic abuse"},
			{"3C",
				"Domestic abuse: concerns about another person living in the household being the " +
					"subject of domestic abuse"},
			{"4A", "Mental health: concerns about the mental health of the child"},
			{"4B", "Mental health: concerns about the mental health of the parent(s)/carer(s)"},
			{"4C", "Mental health: concerns about the mental health of another person in the family/household"},
			{"5A", "Learning disability: concerns about the child's learning disability"},
			{"5B", "Learning disability: concerns about the parent(s)/carer(s) learning disability"},
			{"5C", "Learning disability: concerns about another person in the family/households learning disability"},
			{"6A", "Physical disability or illness: concerns about a physical disability or illness of the child"},
			{"6B",
				"Physical disability or illness: concerns about a physical disability or illness of " +
					"the parent(s)/carer(s)"},
			{"6C",
				"Physical disability or illness: concerns about a physical disability or illness of " +
					"another person in the family/household"},
			{"7A",
				"Young carer: concerns that services may be required or the child's health or " +
					"development may be impaired due to their caring responsibilities"},
			{"8B",
				"Privately fostered: concerns that services may be required or the child may be at " +
					"risk as a privately fostered child - overseas children who intend to return"},
			{"8C",
				"Privately fostered: concerns that services may be required or the child may be at " +
					"risk as a privately fostered child - overseas children who intend to stay"},
			{"8D",
				"Privately fostered: concerns that services may be required or the child may be at " +
					"risk as a privately fostered child - UK children in educational placements"},
			{"8E",
				"Privately fostered: concerns that services may be required or the child may be at " +
					"risk as a privately fostered child - UK children making alternative family " +
					"arrangements"},
			{"8F",
				"Privately fostered: concerns that services may be required or the child may be at " +
					"risk as a privately fostered child - other"},
			{"9A",
				"UASC: concerns that services may be required or the child may be at risk of harm as " +
					"an unaccompanied asylum-seeking child"},
			{"10A",
				"Missing: concerns that services may be required or the child may be at risk of harm " +
					"due to going/being missing"},
			{"11A",
				"Child sexual exploitation: concerns that services may be required or the child may be " +
					"at risk of harm due to child sexual exploitation"},
			{"12A",
				"Trafficking: concerns that services may be required or the child may be at risk of " +
					"harm due to trafficking"},
			{"13A",
				"Gangs: concerns that services may be required or the child may be at risk of harm " +
					"because of involvement in/with gangs"},
			{"14A",
				"Socially unacceptable behaviour: concerns that services may be required or the child " +
					"may be at risk due to their socially unacceptable behaviour"},
			{"15A",
				"Self-harm: concerns that services may be required or due to suspected/actual " +
					"self-harming child may be at risk of harm"},
			{"16A",
				"Abuse or neglect – NEGLECT: concerns that services may be required or the child may " +
					"be suffering or likely to suffer significant harm due to abuse or neglect"},
			{"17A",
				"Abuse or neglect – EMOTIONAL ABUSE: concerns that services may be required or the " +
					"child may be suffering or likely to suffer significant harm due to abuse or neglect"},
			{"18B",
				"Abuse or neglect – PHYSICAL ABUSE (child on child): concerns that services may be " +
					"required or the child may be suffering or likely to suffer significant harm due to " +
					"abuse or neglect by another child"},
			{"18C",
				"Abuse or neglect – PHYSICAL ABUSE (adult on child): concerns that services may be " +
					"required or the child may be suffering or likely to suffer significant harm due to " +
					"abuse or neglect by an adult"},
			{"19B",
				"Abuse or neglect – SEXUAL ABUSE (child on child): concerns that services may be " +
					"required or the child may be suffering or likely to suffer significant harm due to " +
					"abuse or neglect by another child"},
			{"19C",
				"Abuse or neglect – SEXUAL ABUSE (adult on child): concerns that services may be " +
					"required or the child may be suffering or likely to suffer significant harm due to " +
					"abuse or neglect by an adult"},
			{"20", "Other"},
			{"21",
				"No factors identified - only use this code if there is no evidence of any of the " +
					"factors listed above or below and no further action is being taken"},
			{"22A",
				"Female genital mutilation (FGM) - concerns that services may be required or the child " +
					"may be at risk due to female genital mutilation"},
			{"23A",
				"Abuse linked to faith or belief - concerns that services may be required or the child " +
					"may be at risk due to abuse linked to faith or belief"},
			{"24A",
				"Child criminal exploitation: concerns that services may be required or the child may " +
					"be at risk of harm due to child criminal exploitation"},
		},
		"gender": {
			{"0", "Not yet born (even if known)"},
			{"1", "Male"},
			{"2", "Female"},
			{"9", "Indeterminate / Unable to be classed as male / female"},
		},
		"missing": {
			{"M",
				"Missing from care: a looked-after child who is not at their placement or the place " +
					"they are expected to be (for example school) and their whereabouts is not known"},
			{"A",
				"Away from placement without authorisation: a looked-after child whose whereabouts is " +
					"known but who is not at their placement or place they are expected to be and the " +
					"carer has concerns or the incident has been notified to the local authority or the " +
					"police"},
		},
		"reversal": {
			{"RD1", "The child’s needs changed after the decision"},
			{"RD2", "The Court did not make a placement order"},
			{"RD3", "Prospective adopters could not be found"},
			{"RD4", "Any other reason"},
		},
	}
})
